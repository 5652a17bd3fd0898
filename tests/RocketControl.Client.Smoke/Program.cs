using RocketControl.Client.Smoke;

if (args is not [var key, var rocketRide, var feldera, var vectorShift, var processManager, var pid])
{
    Console.Error.WriteLine("Usage: RocketControl.Client.Smoke KEY ROCKETRIDE FELDERA VECTORSHIFT PROCESS_MANAGER PID");
    return 2;
}

using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
await RocketRideTour.RunAsync(rocketRide, key, limit.Token);
await FelderaTour.RunAsync(feldera, limit.Token);
await VectorShiftTour.RunAsync(vectorShift, key, limit.Token);
await ProcessTour.RunAsync(processManager, pid, limit.Token);
return 0;
