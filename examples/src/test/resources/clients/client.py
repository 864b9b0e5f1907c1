import http.client
import ssl
import sys
import urllib.parse

base, token, declaration, photo, authority = sys.argv[1:6]
address = urllib.parse.urlsplit(base)
tls = ssl.create_default_context(cafile=authority)
connection = http.client.HTTPSConnection(address.hostname, address.port, context=tls, timeout=20)
BEARER = {"Authorization": "Bearer " + token}
JSON = {"Content-Type": "application/json"}


def ask(name, method, path, headers, body=None):
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    print(name, answer.status)
    return answer, text


def read(path):
    with open(path, "rb") as file:
        return file.read()


ask("nobody", "POST", "/mask-booking/api/bookings", JSON, "{}")
answer, _ = ask("draws", "GET", "/mask-booking/api/draws/2020-02-20", JSON)
print("trace", "read" if answer.getheader("Fieldgate-Trace") else "missing")
ask("consent", "POST", "/health-declare/.fieldgate/consent", {**BEARER, **JSON}, '{"purpose":"medical-follow-up"}')
form = (
    b'--b\r\nContent-Disposition: form-data; name="record"\r\n\r\n'
    + read(declaration)
    + b'\r\n--b\r\nContent-Disposition: form-data; name="photo"; filename="tmp_0a1b.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    + read(photo)
    + b"\r\n--b--\r\n"
)
ask("form", "POST", "/health-declare/api/declarations", {**BEARER, "Content-Type": "multipart/form-data; boundary=b"}, form)
_, text = ask("own", "GET", "/health-declare/api/declarations", BEARER)
print("name", "read" if "王某某" in text else "missing")
ask("foreign", "POST", "/mask-booking/api/bookings", {**JSON, "Origin": "null"}, "{}")
