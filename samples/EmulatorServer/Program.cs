using EmulatorServer;
using RocketControl.Client.Emulator;

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
    await using RocketRideEmulator server =
        await RocketRideEmulator.StartAsync(new() { Port = arguments.Port, ApiKey = arguments.Key }, stop.Token);
    string keys = arguments.Key is null ? ", accepting any non-empty key" : "";
    Console.WriteLine($"RocketRide emulator listening on {server.Endpoint.GetLeftPart(UriPartial.Authority)} (WebSocket {server.WebSocketEndpoint}){keys}");
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
