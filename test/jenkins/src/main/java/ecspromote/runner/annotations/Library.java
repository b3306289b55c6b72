package ecspromote.runner.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** {@code @Library('ecs-promote') _}: which shared libraries a Jenkinsfile uses. Imported into every script, as Jenkins does. */
@Retention(RetentionPolicy.SOURCE)
public @interface Library {
    String[] value();
}
