using ProcessTerminate;
using RocketControl.Client;
using RocketControl.Client.Emulator;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; interrupted.Cancel(); };

try
{
    var arguments = ProcessTerminateArguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(ProcessTerminateArguments.Usage);
        return 0;
    }
    return await EndBothAsync(arguments, interrupted.Token);
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
    return 1;
}

static async Task<int> EndBothAsync(ProcessTerminateArguments arguments, CancellationToken cancellationToken)
{
    await using var server = arguments.Endpoint is null ? await ProcessManagerEmulator.StartAsync(cancellationToken: cancellationToken) : null;
    var tidy = server is null ? null : await server.StartProcessAsync(cancellationToken: cancellationToken);
    var stubborn = server is null ? null : await server.StartProcessAsync(new() { IgnoresTermination = true }, cancellationToken);
    var endpoint = arguments.Endpoint ?? server!.Endpoint.ToString();

    await using var client = RunControlClient.ForProcesses(new ProcessManagerOptions { Endpoint = endpoint, AllowInsecureTransport = arguments.AllowInsecure });
    Console.WriteLine($"process manager at {endpoint}{(server is null ? "" : ", embedded, with two processes of its own")}");

    var gently = await EndAsync(client, arguments.Pid ?? tidy!.Pid, TerminateMode.Graceful, tidy, endpoint, cancellationToken);
    var byForce = await EndAsync(client, arguments.ForcePid ?? stubborn!.Pid, TerminateMode.Force, stubborn, endpoint, cancellationToken);
    return gently && byForce ? 0 : 1;
}

static async Task<bool> EndAsync(
    RunControlClient client, int pid, TerminateMode mode, EmulatorProcess? process, string endpoint, CancellationToken cancellationToken)
{
    var run = await client.AttachAsync($"{pid}", cancellationToken);
    var result = await client.TerminateAsync(run, new TerminateOptions { Mode = mode }, cancellationToken);
    Console.WriteLine();
    Console.WriteLine($"{run}: {mode} → {result.Outcome} ({result.EffectiveMode}): {result.Message}");
    if (!new Uri(endpoint).IsLoopback)
    {
        Console.WriteLine("  whether it is gone can be seen on its own machine only");
        return true;
    }
    var isGone = await OperatingSystemView.IsGoneAsync(pid, cancellationToken);
    Console.WriteLine($"  the operating system says: {(isGone ? "gone" : "still there")}");
    if (process is not null && isGone)
        Console.WriteLine($"  exit code {await process.Exited}");
    return isGone;
}
