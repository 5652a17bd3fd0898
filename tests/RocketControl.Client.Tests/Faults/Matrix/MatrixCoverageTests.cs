using System.Reflection;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>No asynchronous call of the library is forgotten in the matrix.</summary>
[TestFixture]
internal sealed class MatrixCoverageTests
{
    private const string MadeOfOthers = "made of calls that have rows of their own";
    private const string Refused = "refused before any I/O";
    private const string SameRequest = "the same kind of request as a neighbour that has a row";

    /// <summary>They put nothing on the wire themselves: what rows call goes through them.</summary>
    private static readonly Type[] WithoutWire = [typeof(IRunTransport), typeof(RunContent), typeof(RunContentReader), typeof(StoreWriteStream)];

    private static readonly (string Reason, string Type, string[] Members)[] LeftOut =
    [
        (MadeOfOthers, "RunControlClient",
        [
            "UseAsync", "AttachAsync", "GetTaskStatusAsync", "TerminateAsync", "RestartAsync", "PauseAsync", "ResumeAsync", "ListAsync", "WatchAsync",
            "OpenPipeAsync", "SendAsync", "SendFileAsync", "SendFilesAsync",
        ]),
        (MadeOfOthers, "FelderaTransport", ["RestartAsync", "WaitForInputEndAsync", "WaitForIdleAsync"]),
        (SameRequest, "FelderaTransport", ["QueryStreamAsync", "ActivateAsync"]),
        (Refused, "FelderaTransport", ["OpenPipeAsync"]),
        (Refused, "VectorShiftTransport", ["SendAsync", "OpenPipeAsync", "RestartAsync", "ListAsync"]),
        (Refused, "ProcessManagerTransport", ["UseAsync", "SendAsync", "OpenPipeAsync", "RestartAsync"]),
        (Refused, "RocketRideHttpTransport", ["OpenPipeAsync", "RestartAsync", "ListAsync"]),
        ("a connection of its own, opened as the first is", "RocketRideTransport", ["ProbeAsync"]),
        ("a question, as ChatAsync is", "RocketRideTransport", ["QueryDatabaseAsync", "GetDatabaseDialectAsync"]),
        (SameRequest, "RocketRideTransport", ["GetServiceAsync", "SubscribeToAllAsync", "SubscribeToProjectAsync", "SubscribeToPipeAsync"]),
        ("asks for nothing: it hands out what comes", "RocketRideSubscription", ["ReadAllAsync"]),
        (MadeOfOthers, "RocketRideStore", ["ReadJsonAsync"]),
        (MadeOfOthers, "RocketRideTemplates", ["ListAsync", "GetAsync", "SaveAsync", "DeleteAsync"]),
        (MadeOfOthers, "RocketRideRunLogs", ["ListAsync", "GetAsync", "SaveAsync", "DeleteAsync"]),
        (SameRequest, "RocketRideServerEnvironment", ["GetAsync"]),
        (SameRequest, "RocketRideAccountManagement", ["SetDefaultTeamAsync", "DeleteAccountAsync"]),
        (SameRequest, "RocketRideApiKeys", ["CreateAsync"]),
        (SameRequest, "RocketRideMembers", ["InviteAsync", "SetRoleAsync"]),
        (SameRequest, "RocketRideTeams", ["GetAsync", "DeleteAsync", "AddMemberAsync", "SetPermissionsAsync", "RemoveMemberAsync"]),
        (SameRequest, "RocketRideBilling",
        [
            "ListSubscriptionsAsync", "ListPricesAsync", "SubscribeAsync", "CancelSubscriptionAsync", "ListCreditPacksAsync", "OpenCreditCheckoutAsync",
        ]),
    ];

    [Test]
    public void Every_asynchronous_call_has_a_row_or_a_reason()
    {
        var rows = FaultMatrixTests.Transports.SelectMany(create => create().Calls).SelectMany(call => call.Members).ToHashSet();
        var leftOut = LeftOut.SelectMany(some => some.Members.Select(member => $"{some.Type}.{member}")).ToList();
        var calls = typeof(RunControlClient).Assembly.GetExportedTypes().Except(WithoutWire).SelectMany(CallsOf).ToHashSet();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls.Except(rows).Except(leftOut), Is.Empty, "in no row");
            Assert.That(leftOut.Except(calls), Is.Empty, "left out, but not there");
            Assert.That(leftOut.Intersect(rows), Is.Empty, "left out, but has a row");
        }
    }

    private static IEnumerable<string> CallsOf(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => IsAsynchronous(method.ReturnType) && method.Name != nameof(IAsyncDisposable.DisposeAsync))
        .Select(method => $"{type.Name}.{method.Name}");

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));
}
