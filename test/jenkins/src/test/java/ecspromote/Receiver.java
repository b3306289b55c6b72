package ecspromote;

import com.sun.net.httpserver.HttpServer;
import groovy.json.JsonSlurper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A chat or a pager: takes what is posted, and answers as it is told to. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Map<?, ?>> messages = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            messages.add((Map<?, ?>) new JsonSlurper().parseText(body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    Receiver answering(int code) {
        status = code;
        return this;
    }

    /** What came since this was asked last. */
    List<Map<?, ?>> received() {
        List<Map<?, ?>> all = List.copyOf(messages);
        messages.clear();
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
