import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Prints the properties that its arguments after `--` name, as the config service gave them, one `name=value` a line. */
@Configuration
@EnableAutoConfiguration
public class Client {
  public static void main(String[] arguments) {
    var application = new SpringApplication(Client.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    try (var context = application.run(arguments)) {
      for (var name : context.getEnvironment().getProperty("print", "").split(","))
        System.out.println(name + "=" + context.getEnvironment().getProperty(name));
    }
  }
}
