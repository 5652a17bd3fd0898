using System.Text;
using FelderaStop;
using RocketControl.Client;
using RocketControl.Client.Emulator;
using RocketControl.Client.Transports;

const string Sql = """
    CREATE TABLE readings (sensor VARCHAR NOT NULL, celsius INT NOT NULL) WITH ('materialized' = 'true');
    CREATE MATERIALIZED VIEW latest AS SELECT * FROM readings;
    """;

Console.OutputEncoding = Encoding.UTF8;
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; interrupted.Cancel(); };

try
{
    var arguments = FelderaStopArguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(FelderaStopArguments.Usage);
        return 0;
    }
    await RunAsync(arguments, interrupted.Token);
    return 0;
}
catch (FormatException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}
catch (RunControlException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    Console.Error.WriteLine("error: interrupted");
    return 130;
}

static async Task RunAsync(FelderaStopArguments arguments, CancellationToken cancellationToken)
{
    await using var embedded = arguments.Endpoint is null
        ? await FelderaEmulator.StartAsync(new FelderaEmulatorOptions { Edition = FelderaEdition.Enterprise }, cancellationToken)
        : null;
    var endpoint = arguments.Endpoint ?? embedded!.Endpoint.ToString();
    await using var transport = new FelderaTransport(new FelderaOptions
    {
        Endpoint = endpoint,
        Credential = arguments.Key is { } key ? RunCredential.FromKey(key) : null,
        AllowInsecureTransport = arguments.AllowInsecure,
    });
    await using var client = new RunControlClient(transport);
    var server = await transport.GetConfigurationAsync(cancellationToken);
    Print("server", $"{endpoint}{(embedded is null ? "" : " (embedded)")}, {server}");

    var run = await client.UseAsync(new FelderaPipeline(arguments.Name, Sql), cancellationToken);
    Print("use", $"{run} is up as {run.Instance}");
    var isDown = false;
    try
    {
        var token = await transport.IngestAsync(
            run, "readings", [new Reading("attic", 31), new Reading("cellar", 12)], ReadingContext.Default.Reading, cancellationToken: cancellationToken);
        await token.WaitAsync(cancellationToken: cancellationToken);
        await client.SendAsync(run with { Source = "readings" }, """{"sensor":"garden","celsius":19}""", cancellationToken);
        Print("send", "3 readings are in and worked off");

        await foreach (var reading in transport.QueryAsync(run, "SELECT * FROM latest", ReadingContext.Default.Reading, cancellationToken))
            Print("query", $"{reading.Sensor}: {reading.Celsius} °C");
        var status = await client.GetTaskStatusAsync(run, cancellationToken);
        Print("status", $"{status.State}, {status.Processed} of {status.Total} records worked off");

        if (server.IsEnterprise is true)
            Print("checkpoint", $"number {(await transport.CheckpointAsync(run, cancellationToken: cancellationToken)).Number} is saved");
        var options = new TerminateOptions { WaitForCompletion = true, VerifyInstance = true, AllowFallback = arguments.AllowFallback };
        var end = await client.TerminateAsync(run, options, cancellationToken);
        isDown = true;
        Print("terminate", $"{end.Outcome}, {end.EffectiveMode}{(end.Message.Length == 0 ? "" : $": {end.Message}")}");
        Print("final", $"{end.FinalStatus?.State}");
    }
    finally
    {
        if (!isDown)
            await TerminateAnywayAsync(client, run);
    }
}

// Whatever went wrong: a run that this program started must not stay behind.
static async Task TerminateAnywayAsync(RunControlClient client, Run run)
{
    try
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await client.TerminateAsync(run, new TerminateOptions { Mode = TerminateMode.Force, VerifyInstance = true }, limit.Token);
    }
    catch (Exception exception) when (exception is RunControlException or OperationCanceledException)
    {
        Console.Error.WriteLine($"warning: {run} could not be ended: {exception.Message}");
    }
}

static void Print(string step, string text) => Console.WriteLine($"{step,-10} {text}");
