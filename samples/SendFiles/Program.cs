using System.Text;
using RocketControl.Client;
using RocketControl.Client.Emulator;
using SendFiles;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; interrupted.Cancel(); };

try
{
    var arguments = SendFilesArguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(SendFilesArguments.Usage);
        return 0;
    }
    return await RunAsync(arguments, interrupted.Token);
}
catch (FormatException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}
catch (Exception exception) when (exception is RunControlException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    Console.Error.WriteLine("error: interrupted");
    return 130;
}

static async Task<int> RunAsync(SendFilesArguments arguments, CancellationToken cancellationToken)
{
    var pipeline = PipelineDefinition.FromFile(arguments.Pipeline);
    var output = arguments.OutputFolder is { } path ? new ResultFolder(path) : null;

    await using var embedded = arguments.Endpoint is null ? await RocketRideEmulator.StartAsync(cancellationToken: cancellationToken) : null;
    await using var client = RunControlClient.ForRocketRide(new RocketRideOptions
    {
        Endpoint = arguments.Endpoint ?? embedded!.Endpoint.ToString(),
        Credential = embedded?.ApiKey ?? KeyFromEnvironment(),
        AllowInsecureTransport = arguments.AllowInsecure,
    });

    var run = await client.UseAsync(pipeline, cancellationToken);
    Console.WriteLine($"{run} is up on {arguments.Endpoint ?? "an embedded server"}");
    try
    {
        var results = await SendAsync(client, run, arguments, cancellationToken);
        return Report.Print(results, output);
    }
    catch (SendFilesCanceledException exception)
    {
        Report.Print(exception.Results, output);
        throw;
    }
    finally
    {
        await TerminateAsync(client, run);
    }
}

static Task<IReadOnlyList<FileSendResult>> SendAsync(RunControlClient client, Run run, SendFilesArguments arguments, CancellationToken cancellationToken)
{
    var options = new SendFilesOptions { MaxConcurrency = arguments.Concurrency };
    return AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
        ? LiveProgress.ShowAsync(progress => client.SendFilesAsync(run, arguments.Paths, options with { Progress = progress }, cancellationToken))
        : client.SendFilesAsync(run, arguments.Paths, options with { Progress = new PlainProgress() }, cancellationToken);
}

// Whatever happened: a run that this program started must not stay behind.
static async Task TerminateAsync(RunControlClient client, Run run)
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

static string KeyFromEnvironment() => Environment.GetEnvironmentVariable("ROCKETRIDE_APIKEY") is { Length: > 0 } key
    ? key
    : throw new FormatException("there is no key for the server. Set the environment variable ROCKETRIDE_APIKEY.");
