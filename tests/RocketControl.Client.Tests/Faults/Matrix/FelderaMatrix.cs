using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Tests.Wire;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Matrix;

internal sealed class FelderaMatrix : MatrixTransport
{
    private const string Sql = """
        CREATE TABLE texts (t VARCHAR) WITH ('materialized' = 'true', 'connectors' = '[{"name": "feed"}]');
        CREATE MATERIALIZED VIEW copies WITH ('connectors' = '[{"name": "sink"}]') AS SELECT * FROM texts;
        """;

    private FelderaEmulator _server = null!;

    public override string Name => "Feldera over HTTP";

    public override Type Type => typeof(FelderaTransport);

    public override IReadOnlyList<MatrixCall> Calls { get; } =
    [
        .. FelderaCalls.OfRuns, .. FelderaCalls.OfData, .. FelderaCalls.OfPipelines, .. FelderaCalls.OfLives,
        .. FelderaCalls.OfDiagnostics, .. FelderaCalls.OfConnectors, .. FelderaCalls.OfServers,
    ];

    public override IReadOnlyList<MatrixFault> Faults { get; } =
    [
        .. HttpWireFaults.All,
        .. HttpAnswerFaults.All(
            (status, _) => status == 413 ? Ending.Known<RunInvalidArgumentException>() : Ending.Known<RunProtocolException>(),
            call => call.Kind == CallKind.Reading ? Ending.Known<RunProtocolException>() : Ending.Unknown<RunProtocolException>(),
            _ => Ending.Unknown<RunProtocolException>(),
            repeatsRefused: _ => true),
    ];

    public override async Task StartAsync() => _server = await FelderaEmulator.StartAsync(new() { Edition = FelderaEdition.Enterprise });

    public override async Task<MatrixScene> SetAsync(MatrixCell cell, int number, ManualTimeProvider? time)
    {
        await using var other = new FelderaTransport(Watched.Feldera with { Endpoint = _server.Endpoint.ToString(), TimeProvider = HastyTimeProvider.Instance });
        var run = await other.UseAsync(new FelderaPipeline($"p{number}", Sql), new UseOptions(), CancellationToken.None).Soon();
        await (await other.IngestAsync(run, "texts", """{"t":"first"}""").Soon()).WaitAsync().Soon();
        if (cell.Call.NeedsEndedRun)
            await other.TerminateAsync(run, new TerminateOptions { Mode = TerminateMode.Force, WaitForCompletion = true }, CancellationToken.None).Soon();
        if (cell.Call.PrepareAsync is { } prepare)
            await prepare(other, run).Soon();

        var proxy = FaultProxy.Start(_server.Endpoint);
        proxy.IsEndless = request => cell.Call.IsStream && request == cell.Call.RequestOf(run);
        var transport = new FelderaTransport(Watched.Feldera with
        {
            Endpoint = proxy.Endpoint.ToString(),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            TimeProvider = time ?? (TimeProvider)HastyTimeProvider.Instance,
        });
        var client = new RunControlClient(transport, time);
        await client.AttachAsync(run.Id).Soon();
        return new MatrixScene(proxy, client, transport, run, number, time);
    }

    public override Task UseAgainAsync(MatrixScene scene) => ((FelderaTransport)scene.Transport).GetHealthAsync();

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
