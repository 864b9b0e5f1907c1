package io.fieldgate;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which rooms and files of a running gateway a request crosses: those of every method that any thread enters while the
/// request is on its way. A breakpoint that stops nothing stands at the head of each method until it is met, so the
/// program runs as it was built, and any build can be asked. What runs by the clock is met now and then; so only what
/// each of several requests met counts.
///
/// ```
/// java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005 … (the gateway)
/// java -cp gateway/target/test-classes io.fieldgate.RequestCrossing 5005 10 sh request.sh
/// ```
/// The port, how many requests, and a command that sends one and waits for its answer.
final class RequestCrossing {
    private static final String ROOT = "io.fieldgate.";
    private static final String APPS = "io.fieldgate.examples."; // the demo's apps run in the gateway's process
    private static final long QUIET_MILLIS = 1_000; // after the answer, the end of the exchange is still written

    private final VirtualMachine gateway;
    private final List<BreakpointRequest> heads = new ArrayList<>();

    private RequestCrossing(VirtualMachine gateway) {
        this.gateway = gateway;
        for (ReferenceType type : gateway.allClasses()) {
            if (type.name().startsWith(ROOT) && !type.name().startsWith(APPS)) {
                type.methods().stream()
                        .filter(method -> method.location() != null)
                        .forEach(this::watch);
            }
        }
    }

    private void watch(Method method) {
        BreakpointRequest head = gateway.eventRequestManager().createBreakpointRequest(method.location());
        head.setSuspendPolicy(EventRequest.SUSPEND_NONE);
        heads.add(head);
    }

    public static void main(String... arguments) throws Exception {
        String[] command = Arrays.copyOfRange(arguments, 2, arguments.length);
        VirtualMachine gateway = attach(arguments[0]);
        if (start(command).waitFor() != 0) { // it also loads what only a request needs
            throw new IllegalStateException("The request fails even where nobody looks on.");
        }
        var crossing = new RequestCrossing(gateway);
        List<Set<String>> met = new ArrayList<>();
        for (int left = Integer.parseInt(arguments[1]); left > 0; left--) {
            crossing.during(command).ifPresent(met::add);
        }
        gateway.dispose();
        Set<String> always = new TreeSet<>(met.getFirst());
        met.forEach(always::retainAll);
        print(always);
        System.out.println("by what each of " + met.size() + " requests met");
    }

    private static VirtualMachine attach(String port) throws Exception {
        AttachingConnector socket = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        var where = socket.defaultArguments();
        where.get("hostname").setValue("127.0.0.1");
        where.get("port").setValue(port);
        return socket.attach(where);
    }

    private static Process start(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start();
    }

    /// The methods met; empty when the command failed.
    private Optional<Set<String>> during(String... command) throws Exception {
        heads.forEach(BreakpointRequest::enable);
        var met = new TreeSet<String>();
        Process request = start(command);
        EventSet events = null;
        while (events != null || request.isAlive()) {
            events = gateway.eventQueue().remove(QUIET_MILLIS);
            for (Event event : events == null ? List.<Event>of() : events) {
                if (event instanceof BreakpointEvent hit && hit.request().isEnabled()) {
                    hit.request().disable();
                    met.add(hit.location().method().toString());
                }
            }
        }
        heads.forEach(BreakpointRequest::disable);
        return request.exitValue() == 0 ? Optional.of(met) : Optional.empty();
    }

    /// One line a package: its files, by the simple names of their types.
    ///
    /// @param methods `io.fieldgate.proxy.Exchange$Stop.name(types)`
    private static void print(Set<String> methods) {
        Map<String, Set<String>> files = new TreeMap<>();
        for (String method : methods) {
            String name = method.substring(ROOT.length(), method.indexOf('('));
            String type = name.substring(0, name.lastIndexOf('.')).replaceFirst("[$/].*", "");
            int dot = type.lastIndexOf('.');
            files.computeIfAbsent(type.substring(0, dot), _ -> new TreeSet<>()).add(type.substring(dot + 1));
        }
        files.forEach((name, within) -> System.out.println(name + " " + within.size() + ": " + within));
        System.out.printf(
                "rooms %d, packages %d, files %d, methods %d%n",
                files.keySet().stream().map(Rooms::wholeOf).distinct().count(),
                files.size(),
                files.values().stream().mapToInt(Set::size).sum(),
                methods.size());
    }
}
