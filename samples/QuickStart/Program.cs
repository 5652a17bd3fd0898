using System.Text;
using QuickStart;
using RocketControl.Client;
using RocketControl.Client.Emulator;

Console.OutputEncoding = Encoding.UTF8;
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; interrupted.Cancel(); };

try
{
    var arguments = QuickStartArguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(QuickStartArguments.Usage);
        return 0;
    }
    return await RunAsync(arguments, interrupted.Token);
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

static async Task<int> RunAsync(QuickStartArguments arguments, CancellationToken cancellationToken)
{
    var pipeline = PipelineDefinition.FromFile(arguments.Pipeline);

    await using var embedded = arguments.Endpoint is null ? await RocketRideEmulator.StartAsync(cancellationToken: cancellationToken) : null;
    var endpoint = arguments.Endpoint ?? embedded!.Endpoint.ToString();
    await using var client = RunControlClient.ForRocketRide(new RocketRideOptions
    {
        Endpoint = endpoint,
        Credential = embedded?.ApiKey ?? KeyFromEnvironment(),
        Transport = arguments.Transport,
        AllowInsecureTransport = arguments.AllowInsecure,
    });
    Print("server", embedded is null ? endpoint : $"{endpoint} (embedded)");

    var run = await client.UseAsync(pipeline, cancellationToken);
    Print("use", $"{run} is up");
    Print("transport", client.TransportName);
    var isDown = false;
    try
    {
        var result = await client.SendAsync(run, arguments.Text, cancellationToken);
        Print("send", arguments.Text);
        foreach (var (key, value) in result.Results)
            Print("result", $"{key} = {value}");
        if (result.IsEmpty)
            Print("result", "nothing: no component of the pipeline answered to text/plain");

        var status = await client.GetTaskStatusAsync(run, cancellationToken);
        Print("status", $"{status.State}: {status.Detail}{(status.Total > 0 ? $" ({status.Processed} of {status.Total} processed)" : "")}");

        var end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }, cancellationToken);
        isDown = true;
        Print("terminate", $"{end.Outcome}, {end.EffectiveMode}");
        Print("final", $"{end.FinalStatus?.State.ToString() ?? "unknown"}: {end.FinalStatus?.Detail}");
        return status.FailedCount is null or 0 ? 0 : Fail("the run failed to process the text");
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
        await client.TerminateAsync(run, new TerminateOptions { Mode = TerminateMode.Force }, limit.Token);
    }
    catch (Exception exception) when (exception is RunControlException or OperationCanceledException)
    {
        Console.Error.WriteLine($"warning: {run} could not be terminated: {exception.Message}");
    }
}

static int Fail(string problem)
{
    Console.Error.WriteLine($"error: {problem}");
    return 1;
}

static void Print(string step, string text) => Console.WriteLine($"{step,-10} {text.TrimEnd()}");

static string KeyFromEnvironment() => Environment.GetEnvironmentVariable("ROCKETRIDE_APIKEY") is { Length: > 0 } key
    ? key
    : throw new FormatException("there is no key for the server. Set the environment variable ROCKETRIDE_APIKEY.");
