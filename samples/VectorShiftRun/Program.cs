using System.Text;
using RocketControl.Client;
using RocketControl.Client.Emulator;
using RocketControl.Client.Transports;
using VectorShiftRun;

const string EmbeddedPipeline = "counter";

Console.OutputEncoding = Encoding.UTF8;
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; interrupted.Cancel(); };

try
{
    var arguments = VectorShiftRunArguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(VectorShiftRunArguments.Usage);
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

static async Task<int> RunAsync(VectorShiftRunArguments arguments, CancellationToken cancellationToken)
{
    await using var embedded = arguments.Endpoint is null ? await VectorShiftEmulator.StartAsync(cancellationToken: cancellationToken) : null;
    var endpoint = arguments.Endpoint ?? embedded!.Endpoint.ToString();
    await using var transport = new VectorShiftTransport(new VectorShiftOptions
    {
        Endpoint = endpoint,
        Credential = embedded?.ApiKey ?? KeyFromEnvironment(),
        AllowInsecureTransport = arguments.AllowInsecure,
    });
    await using var client = new RunControlClient(transport);
    Print("server", embedded is null ? endpoint : $"{endpoint} (embedded)");

    var pipeline = new VectorShiftPipeline(arguments.Pipeline ?? EmbeddedPipeline)
    {
        Inputs = arguments.Inputs.ToDictionary(input => input.Name, input => VectorShiftValue.FromString(input.Text)),
    };
    var run = await client.UseAsync(pipeline, cancellationToken);
    Print("use", $"{run} is under way");
    var isOver = false;
    try
    {
        var outputs = 0;
        await foreach (var output in transport.ReadOutputsAsync(run, cancellationToken))
        {
            Print(output.IsResult ? "result" : "output", $"{output.Name} = {output.Text}");
            if (++outputs == arguments.Outputs)
                break;
        }

        var status = await client.GetTaskStatusAsync(run, cancellationToken);
        Print("status", $"{status.State} (from {status.Source}{(status.IsStale ? ", may be out of date" : "")})");

        var end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }, cancellationToken);
        isOver = true;
        Print("terminate", $"{end.Outcome}{(end.CompletionUnknown ? "; whether it is down cannot be seen" : "")}");
        Print("final", end.FinalStatus?.State.ToString() ?? "unknown");
        return 0;
    }
    finally
    {
        if (!isOver)
            await TerminateAnywayAsync(client, run);
    }
}

// Whatever went wrong: a run that this program started must not stay behind, it costs money.
static async Task TerminateAnywayAsync(RunControlClient client, Run run)
{
    try
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await client.TerminateAsync(run, limit.Token);
    }
    catch (Exception exception) when (exception is RunControlException or OperationCanceledException)
    {
        Console.Error.WriteLine($"warning: {run} could not be terminated: {exception.Message}");
    }
}

static void Print(string step, string text) => Console.WriteLine($"{step,-10} {text.TrimEnd()}");

static string KeyFromEnvironment() => Environment.GetEnvironmentVariable("VECTORSHIFT_API_KEY") is { Length: > 0 } key
    ? key
    : throw new FormatException("there is no key for the server. Set the environment variable VECTORSHIFT_API_KEY.");
