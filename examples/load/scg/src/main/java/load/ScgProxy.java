package load;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/// Spring Cloud Gateway: `/pass` is plain, everything else does the job in `modifyRequestBody`.
/// java -Dserver.port=P -Dupstream=P -Dfilter=tree|stream -Dreactor.netty.ioWorkerCount=1 load.ScgProxy
@SpringBootApplication
public class ScgProxy {

    public static void main(String[] args) {
        SpringApplication.run(ScgProxy.class, args);
    }

    @Bean
    RouteLocator routes(RouteLocatorBuilder builder) {
        String upstream = "http://127.0.0.1:" + Integer.getInteger("upstream", 9000);
        ThreadLocal<JobFilter> filter =
                ThreadLocal.withInitial(() -> JobFilter.of(System.getProperty("filter", "tree")));
        return builder.routes()
                .route("pass", route -> route.path("/pass").uri(upstream))
                .route(
                        "job",
                        route -> route.path("/**")
                                .filters(chain -> chain.modifyRequestBody(
                                        byte[].class,
                                        byte[].class,
                                        (exchange, body) ->
                                                Mono.just(filter.get().filter(body))))
                                .uri(upstream))
                .build();
    }
}
