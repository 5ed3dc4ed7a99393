package org.lvsdirector.ops.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.lvsdirector", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {
  @ArchTest
  static final ArchRule modulesImportDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.lvsdirector..")
          .layer("ops")
          .definedBy("org.lvsdirector.ops..")
          .layer("web")
          .definedBy("org.lvsdirector.web..")
          .layer("director")
          .definedBy(
              "org.lvsdirector",
              "org.lvsdirector.drain..",
              "org.lvsdirector.pool..",
              "org.lvsdirector.notify..",
              "org.lvsdirector.reconcile..",
              "org.lvsdirector.failover..",
              "org.lvsdirector.connections..",
              "org.lvsdirector.peers..",
              "org.lvsdirector.traffic..",
              "org.lvsdirector.cluster..",
              "org.lvsdirector.address..",
              "org.lvsdirector.sync..",
              "org.lvsdirector.netfilter..",
              "org.lvsdirector.icmp..",
              "org.lvsdirector.dataplane..",
              "org.lvsdirector.realserver..",
              "org.lvsdirector.doctor..",
              "org.lvsdirector.netlink..",
              "org.lvsdirector.kernel..",
              "org.lvsdirector.config..",
              "org.lvsdirector.model..")
          .layer("healthcheck")
          .definedBy("org.lvsdirector.healthcheck..")
          .whereLayer("ops")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("web")
          .mayOnlyBeAccessedByLayers("ops")
          .whereLayer("director")
          .mayOnlyBeAccessedByLayers("ops", "web")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule roomsOfTheDirectorImportDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.lvsdirector..")
          .withOptionalLayers(true)
          .layer("outside")
          .definedBy("org.lvsdirector.ops..", "org.lvsdirector.web..")
          .layer("Director")
          .definedBy("org.lvsdirector")
          .layer("drain, pool, notify")
          .definedBy(
              "org.lvsdirector.drain..", "org.lvsdirector.pool..", "org.lvsdirector.notify..")
          .layer("reconcile")
          .definedBy(
              "org.lvsdirector.reconcile..",
              "org.lvsdirector.failover..",
              "org.lvsdirector.connections..",
              "org.lvsdirector.peers..",
              "org.lvsdirector.traffic..")
          .layer("cluster, address, sync")
          .definedBy(
              "org.lvsdirector.cluster..",
              "org.lvsdirector.address..",
              "org.lvsdirector.netfilter..",
              "org.lvsdirector.icmp..",
              "org.lvsdirector.sync..")
          .layer("dataplane")
          .definedBy("org.lvsdirector.dataplane..")
          .layer("doctor")
          .definedBy("org.lvsdirector.doctor..")
          .layer("realserver")
          .definedBy("org.lvsdirector.realserver..")
          .layer("netlink")
          .definedBy("org.lvsdirector.netlink..")
          .layer("kernel")
          .definedBy("org.lvsdirector.kernel..")
          .layer("config")
          .definedBy("org.lvsdirector.config..")
          .layer("model")
          .definedBy("org.lvsdirector.model..")
          .whereLayer("Director")
          .mayOnlyBeAccessedByLayers("outside")
          .whereLayer("drain, pool, notify")
          .mayOnlyBeAccessedByLayers("outside", "Director")
          .whereLayer("reconcile")
          .mayOnlyBeAccessedByLayers("outside", "Director", "drain, pool, notify")
          .whereLayer("cluster, address, sync")
          .mayOnlyBeAccessedByLayers("outside", "Director", "drain, pool, notify", "reconcile")
          .whereLayer("dataplane")
          .mayOnlyBeAccessedByLayers(
              "outside",
              "Director",
              "drain, pool, notify",
              "reconcile",
              "cluster, address, sync",
              "doctor")
          .whereLayer("doctor")
          .mayOnlyBeAccessedByLayers("outside")
          .whereLayer("realserver")
          .mayOnlyBeAccessedByLayers("outside", "doctor")
          .whereLayer("netlink")
          .mayOnlyBeAccessedByLayers(
              "Director", "cluster, address, sync", "dataplane", "doctor", "realserver")
          .whereLayer("kernel")
          .mayOnlyBeAccessedByLayers(
              "outside",
              "Director",
              "reconcile",
              "cluster, address, sync",
              "dataplane",
              "doctor",
              "realserver")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers(
              "outside",
              "Director",
              "drain, pool, notify",
              "reconcile",
              "cluster, address, sync",
              "dataplane",
              "doctor",
              "netlink",
              "kernel")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers(
              "outside",
              "Director",
              "drain, pool, notify",
              "reconcile",
              "cluster, address, sync",
              "dataplane",
              "doctor",
              "realserver",
              "netlink",
              "kernel",
              "config");

  @ArchTest
  static final ArchRule onlyItsUsersTouchTheKernel =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.lvsdirector.netlink..",
              "org.lvsdirector.dataplane.ipvs..",
              "org.lvsdirector.dataplane.embedded..",
              "org.lvsdirector.address..",
              "org.lvsdirector.netfilter..",
              "org.lvsdirector.icmp..",
              "org.lvsdirector.sync..",
              "org.lvsdirector.realserver..",
              "org.lvsdirector.doctor..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.lvsdirector.netlink..");

  @ArchTest
  static final ArchRule onlyNetlinkKnowsJna =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.lvsdirector.netlink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule onlyTheClusterKnowsJgroups =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.lvsdirector.cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jgroups..");

  @ArchTest
  static final ArchRule valuesDoNoInputOrOutput =
      noClasses()
          .that()
          .resideInAPackage("org.lvsdirector.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..", "io.vertx..", "org.slf4j..");

  @ArchTest
  static final ArchRule healthcheckIsOfUseOnItsOwn =
      noClasses()
          .that()
          .resideInAPackage("org.lvsdirector.healthcheck..")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                      "org.lvsdirector..")
                  .and(
                      com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(
                          "org.lvsdirector.healthcheck.."))
                  .as("of the other modules"));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.lvsdirector.(**)").should().beFreeOfCycles();
}
