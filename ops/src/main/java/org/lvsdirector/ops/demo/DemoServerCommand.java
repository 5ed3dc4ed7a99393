package org.lvsdirector.ops.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A real server of the demonstration: answers every request with its name. */
@Command(name = "demo-server", hidden = true, description = "A real server of the demonstration.")
public final class DemoServerCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME")
  private String name;

  @Parameters(index = "1", paramLabel = "ADDRESS:PORT")
  private String listen;

  @Override
  public Integer call() throws CommandFailure {
    Endpoint endpoint =
        Endpoint.parse(listen)
            .orElseThrow(() -> CommandFailure.usage(listen + " is not ADDRESS:PORT"));
    byte[] body = (name + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(endpoint.address(), endpoint.port()), 128);
      server.setExecutor(Executors.newFixedThreadPool(4));
      server.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(body);
            }
          });
      server.start();
      // The demonstration holds the other end; without it there is nobody left to serve.
      System.in.transferTo(OutputStream.nullOutputStream());
      server.stop(0);
      return ExitCodes.OK;
    } catch (IOException e) {
      throw CommandFailure.refused("cannot serve on " + endpoint + ": " + e.getMessage(), e);
    }
  }
}
