using RocketControl.Client.Consumer;
using RocketControl.Client.Emulator;
using RocketControl.Client.Smoke;

using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));

await using (var server = await RocketRideEmulator.StartAsync(cancellationToken: limit.Token))
{
    await RocketRideTour.RunAsync(server.Endpoint.ToString(), server.ApiKey!, limit.Token);
    await HostingTour.RunAsync(server.Endpoint.ToString(), server.ApiKey!, limit.Token);
}

await using (var server = await FelderaEmulator.StartAsync(new() { Edition = FelderaEdition.Enterprise }, limit.Token))
    await FelderaTour.RunAsync(server.Endpoint.ToString(), limit.Token);

await using (var server = await VectorShiftEmulator.StartAsync(cancellationToken: limit.Token))
    await VectorShiftTour.RunAsync(server.Endpoint.ToString(), server.ApiKey!, limit.Token);

await using (var server = await ProcessManagerEmulator.StartAsync(new() { Dialect = ProcessManagerDialect.Extended }, limit.Token))
{
    var process = await server.StartProcessAsync(cancellationToken: limit.Token);
    await ProcessTour.RunAsync(server.Endpoint.ToString(), $"{process.Pid}", limit.Token);
    Console.WriteLine($"exit code {await process.Exited.WaitAsync(limit.Token)}");
}
