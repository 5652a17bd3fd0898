using System.Reflection;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>No asynchronous call of a transport is forgotten in the matrix.</summary>
[TestFixture]
internal sealed class MatrixCoverageTests
{
    private const string SameStepsAsItsParts = "made of calls that have rows of their own";
    private const string Refused = "refused before any I/O";
    private const string SameRequest = "the same kind of request as a neighbour that has a row";
    private const string Missing = "has no row yet";

    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["FelderaTransport.RestartAsync"] = SameStepsAsItsParts,
        ["FelderaTransport.WaitForInputEndAsync"] = SameStepsAsItsParts,
        ["FelderaTransport.ActivateAsync"] = Missing,
        ["FelderaTransport.RequestCheckpointAsync"] = Missing,
        ["FelderaTransport.CheckpointAsync"] = Missing,
        ["FelderaTransport.WaitForIdleAsync"] = Missing,
        ["FelderaTransport.GetMetricsAsync"] = Missing,
        ["FelderaTransport.GetSupportBundleAsync"] = Missing,
        ["FelderaTransport.PauseConnectorAsync"] = Missing,
        ["FelderaTransport.ResumeConnectorAsync"] = Missing,
        ["FelderaTransport.GetInputConnectorStatsAsync"] = Missing,
        ["FelderaTransport.GetOutputConnectorStatsAsync"] = Missing,
        ["FelderaTransport.AdvanceClockAsync"] = Missing,
        ["FelderaTransport.RebalanceAsync"] = Missing,
        ["FelderaTransport.CompactAsync"] = Missing,
        ["FelderaTransport.GetConfigurationAsync"] = Missing,
        ["FelderaTransport.GetHealthAsync"] = Missing,
        ["FelderaTransport.ListApiKeysAsync"] = Missing,
        ["FelderaTransport.CreateApiKeyAsync"] = Missing,
        ["FelderaTransport.DeleteApiKeyAsync"] = Missing,
        ["FelderaTransport.CallAsync"] = Missing,
        ["FelderaTransport.QueryStreamAsync"] = Missing,
        ["FelderaTransport.OpenPipeAsync"] = Refused,
        ["VectorShiftTransport.SendAsync"] = Refused,
        ["VectorShiftTransport.OpenPipeAsync"] = Refused,
        ["VectorShiftTransport.RestartAsync"] = Refused,
        ["VectorShiftTransport.ListAsync"] = Refused,
        ["ProcessManagerTransport.UseAsync"] = Refused,
        ["ProcessManagerTransport.SendAsync"] = Refused,
        ["ProcessManagerTransport.OpenPipeAsync"] = Refused,
        ["ProcessManagerTransport.RestartAsync"] = Refused,
        ["RocketRideHttpTransport.OpenPipeAsync"] = Refused,
        ["RocketRideHttpTransport.RestartAsync"] = Refused,
        ["RocketRideHttpTransport.ListAsync"] = Refused,
        ["RocketRideTransport.ProbeAsync"] = "opens and closes a connection of its own, as opening the connection does",
        ["RocketRideTransport.QueryDatabaseAsync"] = "a question, as ChatAsync is",
        ["RocketRideTransport.GetDatabaseDialectAsync"] = "a question, as ChatAsync is",
        ["RocketRideTransport.GetServiceAsync"] = SameRequest,
        ["RocketRideTransport.OpenPipeAsync"] = "opens a pipe as SendAsync does",
        ["RocketRideTransport.SubscribeAsync"] = SameRequest,
        ["RocketRideTransport.SubscribeToAllAsync"] = SameRequest,
        ["RocketRideTransport.SubscribeToProjectAsync"] = SameRequest,
        ["RocketRideTransport.SubscribeToPipeAsync"] = SameRequest,
    };

    [Test]
    public void Every_asynchronous_call_of_a_transport_has_a_row_or_a_reason()
    {
        var transports = FaultMatrixTests.Transports.Select(create => create()).ToList();
        var rows = transports.SelectMany(transport => transport.Calls).SelectMany(call => call.Members).ToHashSet();
        var calls = transports.SelectMany(transport => CallsOf(transport.Type)).ToHashSet();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls.Except(rows).Except(LeftOut.Keys), Is.Empty, "in no row");
            Assert.That(LeftOut.Keys.Except(calls), Is.Empty, "left out, but not there");
            Assert.That(LeftOut.Keys.Intersect(rows), Is.Empty, "left out, but has a row");
        }
    }

    private static IEnumerable<string> CallsOf(Type transport) => transport
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => IsAsynchronous(method.ReturnType) && method.Name != nameof(IAsyncDisposable.DisposeAsync))
        .Select(method => $"{transport.Name}.{method.Name}");

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));
}
