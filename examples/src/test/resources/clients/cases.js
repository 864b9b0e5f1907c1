// The same requests from Node and from a page: every line is a case and what came of it.
async function cases(base, token, declaration, photo) {
  const bearer = { Authorization: "Bearer " + token };
  const json = { "Content-Type": "application/json" };
  const lines = [];
  const ask = async (name, path, options) => {
    try {
      const answer = await fetch(base + path, options);
      const text = await answer.text();
      lines.push(name + " " + answer.status);
      return { text, trace: answer.headers.get("Fieldgate-Trace") };
    } catch (refused) {
      lines.push(name + " blocked");
      return { text: "", trace: null };
    }
  };
  await ask("nobody", "/mask-booking/api/bookings", { method: "POST", headers: json, body: "{}" });
  const draws = await ask("draws", "/mask-booking/api/draws/2020-02-20", { headers: json });
  lines.push("trace " + (draws.trace ? "read" : "missing"));
  await ask("consent", "/health-declare/.fieldgate/consent", {
    method: "POST",
    headers: { ...bearer, ...json },
    body: '{"purpose":"medical-follow-up"}',
  });
  const form = new FormData();
  form.append("record", declaration);
  form.append("photo", new Blob([photo], { type: "image/jpeg" }), "tmp_0a1b.jpg");
  await ask("form", "/health-declare/api/declarations", { method: "POST", headers: bearer, body: form });
  const own = await ask("own", "/health-declare/api/declarations", { headers: bearer });
  lines.push("name " + (own.text.includes("王某某") ? "read" : "missing"));
  return lines;
}
