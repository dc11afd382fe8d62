package org.demarche;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.inject.Named;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.core.Application;
import java.beans.Introspector;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.demarche.web.View;

/** The rules of the house: what may know what, and what may be called what. */
@AnalyzeClasses(packages = "org.demarche", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String HOUSE = "org.demarche";

    /** Each floor may look at those before it and at itself; the leaves, second to last, never at each other. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("config"),
            Set.of("audit", "mail", "vault", "verification"),
            Set.of("petition"),
            Set.of("signature"),
            Set.of("statistics"),
            Set.of("signing", "moderation", "submission"),
            Set.of("security", "web"));

    private static final Set<String> LEAVES = FLOORS.get(5);

    private static final DescribedPredicate<JavaClass> PAGES =
            named("pages, converters and validators", ".*(Page|Converter|Validator)");
    private static final DescribedPredicate<JavaClass> RESOURCES =
            named("resources and mappers", ".*(Resource|Mapper)");

    @ArchTest
    static final ArchRule everyPackageHasItsFloor = classes()
            .that(are(not(resideInAPackage(HOUSE + ".launch.."))))
            .should(new ArchCondition<>("live in a known package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(type, floor(type) >= 0, type.getDescription()));
                }
            });

    @ArchTest
    static void everyFormOfAPublicPageHasAnAction(JavaClasses house) {
        for (View view : View.values()) {
            for (String form : view.forms()) {
                String[] action = view.action(form).split("\\.", 2);
                assertThat(house)
                        .as("%s of %s", form, view)
                        .filteredOn(type -> type.isAnnotatedWith(Named.class)
                                && Introspector.decapitalize(type.getSimpleName())
                                        .equals(action[0]))
                        .singleElement()
                        .satisfies(page -> assertThat(page.getMethod(action[1])
                                        .getRawReturnType()
                                        .getSimpleName())
                                .as("where to go, or back to the page")
                                .isIn("String", "void"));
            }
        }
    }

    @ArchTest
    static final ArchRule dependenciesRunOneWay = classes().should(new ArchCondition<>("depend on lower floors only") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> floor(dependency.getTargetClass()) > floor(type) && floor(type) >= 0)
                    .forEach(dependency ->
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
        }
    });

    @ArchTest
    static final ArchRule leavesNeverSeeEachOther = classes().should(new ArchCondition<>("know no leaf but their own") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> LEAVES.contains(part(type))
                            && LEAVES.contains(part(dependency.getTargetClass()))
                            && !part(type).equals(part(dependency.getTargetClass())))
                    .forEach(dependency ->
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
        }
    });

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule partsOfPackagesHaveNoCycles =
            slices().matching(HOUSE + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theVerifierNeedsTheJdkAlone = classes()
            .that()
            .resideInAPackage(HOUSE + ".verification..")
            .should()
            .onlyDependOnClassesThat(resideInAPackage(HOUSE + ".verification..")
                    .or(resideInAnyPackage(
                            "java..", "javax.crypto..", "javax.xml..", "javax.security..", "org.w3c.dom"))
                    .or(resideInAPackage("org.xml.sax..")));

    @ArchTest
    static final ArchRule theCeremonyNeedsTheJdkAlone = classes()
            .that()
            .resideInAPackage(HOUSE + ".vault.ceremony..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.crypto..", HOUSE + ".vault.ceremony..");

    @ArchTest
    static final ArchRule theWriterSharesNoParsingWithTheVerifier = noClasses()
            .that(are(not(resideInAPackage(HOUSE + ".verification.."))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOUSE + ".verification.input..", HOUSE + ".verification.seal..");

    @ArchTest
    static final ArchRule theLauncherStandsApart = classes()
            .that()
            .resideInAPackage(HOUSE + ".launch")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "fish.payara.micro..", HOUSE + ".launch");

    /** The launcher is there before the server, and this is part of it. */
    @ArchTest
    static final ArchRule theListenerStandsApart = classes()
            .that()
            .resideInAPackage(HOUSE + ".launch.listener..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.glassfish.grizzly..", HOUSE + ".launch.listener..");

    @ArchTest
    static final ArchRule nobodyElseKnowsTheServersLibrary = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + ".launch.listener..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.glassfish..");

    @ArchTest
    static final ArchRule nothingKnowsTheLauncher = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + ".launch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOUSE + ".launch..");

    @ArchTest
    static final ArchRule facesStaysInPages = noClasses()
            .that(are(not(PAGES.or(resideInAPackage(HOUSE + ".web..")))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.faces..");

    @ArchTest
    static final ArchRule restStaysInResources = noClasses()
            .that(are(not(RESOURCES.or(assignableTo(Application.class)))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule mailStaysInMail = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + ".mail..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.mail..");

    @ArchTest
    static final ArchRule pagesAndResourcesNeverTouchTheDatabase = noClasses()
            .that(are(PAGES.or(RESOURCES)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule pagesAndResourcesBeginNoTransaction = noClasses()
            .that(are(PAGES.or(RESOURCES).or(resideInAPackage(HOUSE + ".web.."))))
            .should()
            .dependOnClassesThat(are(equivalentTo(Transactional.class).or(equivalentTo(UserTransaction.class))));

    @ArchTest
    static final ArchRule entitiesHaveBehaviourNotSetters = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Entity.class)
            .and()
            .arePublic()
            .should()
            .haveNameMatching("set[A-Z].*");

    @ArchTest
    static final ArchRule theTimeComesFromTheClock = noClasses()
            .should()
            .callMethodWhere(target(owner(resideInAPackage("java.time..")))
                    .and(target(nameMatching("now")))
                    .and(withoutArguments()))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule oneClassMakesTheClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(HOUSE + ".config.Time")
            .should()
            .callMethodWhere(target(owner(equivalentTo(Clock.class))).and(target(nameMatching("system.*"))));

    @ArchTest
    static final ArchRule namesSaySomething = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveNameMatching(".*(Manager|Helper|Utils?|Service)(\\$.*)?");

    private static int floor(JavaClass type) {
        String part = part(type);
        return IntStream.range(0, FLOORS.size())
                .filter(floor -> FLOORS.get(floor).contains(part))
                .findFirst()
                .orElse(-1);
    }

    /** The first package under the house that the class lives in; empty outside. */
    private static String part(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(HOUSE + ".") ? name.substring(HOUSE.length() + 1).split("\\.", 2)[0] : "";
    }

    private static DescribedPredicate<JavaClass> named(String description, String pattern) {
        return describe(description, type -> outermost(type).matches(pattern));
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static DescribedPredicate<JavaCall<?>> withoutArguments() {
        return describe(
                "without arguments",
                call -> call.getTarget().getRawParameterTypes().isEmpty());
    }
}
