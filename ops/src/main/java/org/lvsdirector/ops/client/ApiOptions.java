package org.lvsdirector.ops.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.config.TlsFiles;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.web.TokensFile;
import picocli.CommandLine.Option;

/** Which node a command asks, and by what token. */
final class ApiOptions {
  private static final String DEFAULT_API = "http://127.0.0.1:8480";

  @Option(
      names = "--api",
      paramLabel = "URL",
      description = "The node's API; otherwise api.listen of --config, or " + DEFAULT_API + ".")
  private URI api;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The node's configuration: where its API and its tokens are.")
  private Path config;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "A file with a token, or a node's tokens file; otherwise the variable"
              + " LVS_DIRECTOR_TOKEN, or api.tokens-file of --config.")
  private Path tokenFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "Certificates (PEM) that sign those of APIs; otherwise Java's, and for --config the node's"
              + " own certificate.")
  private Path ca;

  /** The configuration file, where one was named. */
  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /** A client of the node that the options name. */
  ApiClient client() throws CommandFailure {
    Optional<ApiConfig> configured = configured();
    URI base = api != null ? api : configured.map(ApiOptions::base).orElse(URI.create(DEFAULT_API));
    return new ApiClient(base, token(configured), trust(configured));
  }

  private Optional<SSLContext> trust(Optional<ApiConfig> configured) throws CommandFailure {
    if (ca != null) {
      return Optional.of(Trust.signedBy(ca));
    }
    Optional<Path> own = configured.flatMap(ApiConfig::tls).map(TlsFiles::certificate);
    return api == null && own.isPresent() ? Optional.of(Trust.only(own.get())) : Optional.empty();
  }

  private Optional<ApiConfig> configured() throws CommandFailure {
    if (config == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ConfigReader.read(config.toAbsolutePath()).api());
    } catch (ConfigException refused) {
      throw CommandFailure.refused(refused);
    }
  }

  private static URI base(ApiConfig config) {
    Endpoint listen = config.listen();
    InetAddress address = listen.address();
    Endpoint reached =
        address.isAnyLocalAddress()
            ? new Endpoint(InetAddress.getLoopbackAddress(), listen.port())
            : listen;
    return URI.create((config.tls().isPresent() ? "https://" : "http://") + reached);
  }

  private Optional<String> token(Optional<ApiConfig> configured) throws CommandFailure {
    if (tokenFile != null) {
      return Optional.of(read(tokenFile));
    }
    String variable = System.getenv("LVS_DIRECTOR_TOKEN");
    if (variable != null && !variable.isBlank()) {
      return Optional.of(variable.strip());
    }
    Optional<Path> file = configured.flatMap(ApiConfig::tokensFile).filter(Files::isReadable);
    return file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
  }

  private static String read(Path file) throws CommandFailure {
    try {
      String text = Files.readString(file).strip();
      if (text.matches("[A-Za-z0-9._~+/=-]+")) {
        return text;
      }
      return new TokensFile(file)
          .localSecret()
          .orElseThrow(
              () ->
                  CommandFailure.refused(
                      file
                          + " has no secrets, only what is kept of them; name the file with the"
                          + " token by --token-file"));
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read a token from " + file + ": " + e.getMessage(), e);
    }
  }
}
