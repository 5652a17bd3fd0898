using System.Text.Json.Nodes;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Data.Support;

/// <summary>Tests that feed data to an emulator over one WebSocket and look at what it got.</summary>
internal abstract class DataTests : EmulatorTests
{
    protected const string Process = "rrext_process";

    private RocketRideTransport? _transport;

    protected LogRecorder Log { get; } = new();

    /// <summary>What <see cref="DataClient"/> works through.</summary>
    protected RocketRideTransport Transport => _transport ??= NewTransport(ClientOptions with { LoggerFactory = Log });

    /// <summary>A client whose transport and log the test can see.</summary>
    protected RunControlClient DataClient => new(Transport, ClientOptions.TimeProvider);

    /// <summary>The sizes of what was written to pipes, in the order of arrival.</summary>
    protected IReadOnlyList<long?> WrittenSizes => [.. Requests("write").Select(request => request.DataLength)];

    protected IReadOnlyList<ReceivedRequest> Requests(string subcommand) =>
        [.. Server.ReceivedRequests.Where(request => request.Subcommand == subcommand)];

    /// <summary>What the only open announced.</summary>
    protected JsonObject OpenArguments() => JsonNode.Parse(Requests("open").Single().ArgumentsJson!)!.AsObject();

    /// <summary>Webhook in; bytes are parsed to text, text and images come back as they are.</summary>
    protected Task<Run> StartParserAsync(int threads = 64) => DataClient.UseAsync(
        PipelineDefinition.FromJson(
            """
            {"components":[
              {"id":"webhook_1","provider":"webhook","config":{"mode":"Source","type":"webhook"}},
              {"id":"parse_1","provider":"parse","config":{},"input":[{"lane":"tags","from":"webhook_1"}]},
              {"id":"response_1","provider":"response","config":{"lanes":[]},"input":[
                {"lane":"text","from":"parse_1"},{"lane":"text","from":"webhook_1"},{"lane":"image","from":"webhook_1"}]}],
             "source":"webhook_1","project_id":"parser"}
            """),
        new UseOptions { Threads = threads }).Soon();
}
