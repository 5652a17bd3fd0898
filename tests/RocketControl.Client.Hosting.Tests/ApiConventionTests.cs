using System.Reflection;

namespace RocketControl.Client.Hosting.Tests;

[TestFixture]
internal sealed class ApiConventionTests
{
    private static readonly Type[] PublicTypes = typeof(RunSupervisor).Assembly.GetExportedTypes();

    [Test]
    public void A_class_is_sealed_or_static() => Assert.That(PublicTypes.Where(type => type is { IsClass: true, IsSealed: false }), Is.Empty);

    [Test]
    public void What_registers_is_where_hosts_look_for_it() => Assert.That(
        PublicTypes.Where(type => type.Name.EndsWith("Extensions", StringComparison.Ordinal)).Select(type => type.Namespace),
        Is.Not.Empty.And.All.EqualTo("Microsoft.Extensions.DependencyInjection"));

    [Test]
    public void An_asynchronous_method_takes_a_token_last() => Assert.That(
        PublicTypes.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name != nameof(IAsyncDisposable.DisposeAsync))
            .Where(method => method.GetParameters().LastOrDefault() is not { HasDefaultValue: true, ParameterType: var last } || last != typeof(CancellationToken)),
        Is.Empty);

    [Test]
    public void Kinds_of_events_keep_their_numbers() => Assert.That(string.Join(", ", Enum.GetNames<RunSupervisorEventKind>()), Is.EqualTo(
        "Declared, Starting, Started, TakenOver, RestartScheduled, Unreachable, Reached, Ended, Completed, GaveUp, "
        + "Terminating, Terminated, TerminationFailed, Released"));

    [Test]
    public void Every_kind_of_event_has_an_id_of_its_own_in_the_log()
    {
        var ids = typeof(RunHostingEventIds).GetFields().ToDictionary(field => field.Name, field => (int)field.GetRawConstantValue()!);

        Assert.That(ids.Keys, Is.EquivalentTo(Enum.GetNames<RunSupervisorEventKind>()));
        Assert.That(ids.Values, Is.Unique);
    }
}
