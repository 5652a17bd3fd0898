using EmulatorServer;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(ServerArguments.Usage);
    return 0;
}
if (!ServerArguments.TryParse(args, out ServerArguments? arguments, out string? mistake))
{
    Console.Error.WriteLine($"{mistake} Try --help.");
    return 2;
}

using var stop = new StopSignal();
try
{
    RunningServer running = await RunningServer.StartAsync(arguments, stop.Token);
    await using IAsyncDisposable server = running.Server;
    Console.WriteLine(running.Greeting);
    await stop.WaitAsync();
    return 0;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    return 0;
}
catch (IOException failure)
{
    Console.Error.WriteLine($"Cannot listen on port {arguments.Port}: {failure.InnerException?.Message ?? failure.Message}");
    return 1;
}
