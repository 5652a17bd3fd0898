using System.Reflection;
using System.Runtime.CompilerServices;

namespace RocketControl.Client.Tests.Conventions;

[TestFixture]
internal sealed class ApiConventionTests
{
    private static readonly Type[] PublicTypes = typeof(RunControlClient).Assembly.GetExportedTypes();

    /// <summary>A cancellation is no failure and stays what it is, whatever it carries along.</summary>
    private static readonly Type[] Exceptions =
        [.. PublicTypes.Where(type => type.IsAssignableTo(typeof(Exception)) && !type.IsAssignableTo(typeof(OperationCanceledException)))];

    private static readonly MethodInfo[] AsyncMethods =
    [
        .. PublicTypes
            .Where(type => !type.IsAssignableTo(typeof(Delegate)))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => IsAsynchronous(method.ReturnType) && !IsGivenByTheFramework(method)),
    ];

    [TestCaseSource(nameof(AsyncMethods))]
    public void An_asynchronous_method_is_named_so_and_takes_a_token_last(MethodInfo method)
    {
        var last = method.GetParameters().LastOrDefault();

        Assert.Multiple(() =>
        {
            Assert.That(method.Name, Does.EndWith("Async"));
            Assert.That(last?.ParameterType, Is.EqualTo(typeof(CancellationToken)), $"{method.DeclaringType!.Name}.{method.Name}");
            Assert.That(last?.HasDefaultValue is true || IsForTransports(method), $"{method.DeclaringType!.Name}.{method.Name}");
        });
    }

    [TestCaseSource(nameof(Exceptions))]
    public void An_exception_is_sealed_or_abstract_and_of_the_one_family(Type type) => Assert.Multiple(() =>
    {
        Assert.That(type.IsSealed || type.IsAbstract);
        Assert.That(type.IsAssignableTo(typeof(RunControlException)));
        Assert.That(type.Name, Does.EndWith("Exception"));
    });

    [TestCaseSource(nameof(Exceptions))]
    public void An_exception_needs_a_message_and_its_circumstances(Type type)
    {
        if (type.IsAbstract)
            return;
        var context = new RunErrorContext(RunBackend.RocketRide, RunOperation.Use);
        var cause = new IOException();

        var exception = (RunControlException)Activator.CreateInstance(type, [.. KindOf(type), "m", context, cause])!;

        Assert.That((exception.Message, exception.Context, exception.InnerException), Is.EqualTo(("m", context, (Exception)cause)));
        Assert.That(Enum.IsDefined(exception.Kind));
        Assert.That(() => Activator.CreateInstance(type, [.. KindOf(type), "m", null, null]), Throws.InnerException.TypeOf<ArgumentNullException>());
    }

    /// <summary>The kind, for those exceptions that come in more than one.</summary>
    private static object[] KindOf(Type exception) =>
        exception.GetConstructors().Single().GetParameters()[0].ParameterType == typeof(RunControlErrorKind) ? [RunControlErrorKind.Conflict] : [];

    [Test]
    public void A_class_is_sealed_unless_it_is_made_to_be_derived_from()
    {
        var open = PublicTypes.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(type => type.Name);

        Assert.That(open, Is.EquivalentTo(new[] { nameof(RunControlClient) }));
    }

    [Test]
    public void Everything_that_the_client_does_can_be_overridden_for_tests()
    {
        var fixedMembers = typeof(RunControlClient)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsVirtual)
            .Select(method => method.Name);

        Assert.That(fixedMembers, Is.Empty);
    }

    [Test]
    public async Task A_test_double_overrides_what_it_needs()
    {
        await using var client = new ClientDouble();

        Assert.That((await client.GetTaskStatusAsync("t")).State, Is.EqualTo(RunState.Paused));
        Assert.That((await ((RunControlClient)client).UseAsync(Support.SampleRun.Pipeline)).Id, Is.EqualTo("double"));
    }

    [Test]
    public async Task A_test_double_says_so_when_what_it_does_not_override_is_called()
    {
        await using var client = new ClientDouble();

        Assert.That(() => client.TerminateAsync("t"), Throws.TypeOf<NotSupportedException>().With.Message.Contains("test double"));
        Assert.That(() => client.TransportName, Throws.TypeOf<NotSupportedException>().With.Message.Contains("test double"));
    }

    [Test]
    public void Event_ids_are_unique()
    {
        var ids = typeof(RunControlEventIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!);

        Assert.That(ids, Is.Unique.And.All.Positive);
    }

    [Test]
    public void Every_log_message_has_an_id_of_its_own_and_a_level()
    {
        var messages = typeof(RunControlClient).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<Microsoft.Extensions.Logging.LoggerMessageAttribute>())
            .OfType<Microsoft.Extensions.Logging.LoggerMessageAttribute>()
            .ToList();

        Assert.That(messages, Is.Not.Empty);
        Assert.That(messages.Select(message => message.EventId), Is.Unique);
        Assert.That(messages.Select(message => message.Message), Has.All.Not.Empty);
    }

    private static bool IsAsynchronous(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)
            || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    /// <summary>Disposal, streams, enumerators and properties have the shape that the framework gives them.</summary>
    private static bool IsGivenByTheFramework(MethodInfo method) =>
        method.IsSpecialName
        || method.Name is nameof(IAsyncDisposable.DisposeAsync) or nameof(IAsyncEnumerator<>.MoveNextAsync)
        || method.GetBaseDefinition().DeclaringType!.Assembly != typeof(RunControlClient).Assembly
        || method.IsDefined(typeof(CompilerGeneratedAttribute));

    /// <summary>Transports, and what is there for those who write one, are called with the token of a call, which there always is.</summary>
    private static bool IsForTransports(MethodInfo method) =>
        method.DeclaringType!.Name.EndsWith("Transport", StringComparison.Ordinal)
        || method.DeclaringType == typeof(RunContent)
        || method.DeclaringType == typeof(RunContentReader);

    private sealed class ClientDouble : RunControlClient
    {
        public override Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken = default) =>
            Task.FromResult(new Run(RunBackend.RocketRide, "double"));

        public override Task<RunStatus> GetTaskStatusAsync(RunReference run, CancellationToken cancellationToken = default) => Task.FromResult(new RunStatus
        {
            Run = new Run(RunBackend.RocketRide, "t"),
            State = RunState.Paused,
            ObservedAt = DateTimeOffset.UnixEpoch,
            Source = RunStatusSource.Remembered,
        });
    }
}
