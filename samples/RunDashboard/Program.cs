using System.Runtime.InteropServices;
using RocketControl.Client;
using RunDashboard;

using var interrupted = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

try
{
    var arguments = DashboardArguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(DashboardArguments.Usage);
        return 0;
    }
    await using var dashboard = await Dashboard.StartAsync(arguments, interrupted.Token);
    Console.WriteLine($"The dashboard is at {dashboard.Address}; Ctrl+C ends it.");
    foreach (var system in dashboard.Systems)
        Console.WriteLine($"  {system.Name,-16} {system.Address}{(system.IsEmbedded ? " (embedded)" : "")}");
    await Task.Delay(Timeout.Infinite, interrupted.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    return 0;
}
catch (FormatException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}
catch (Exception exception) when (exception is RunControlException or IOException)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    return 0;
}

void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupted.Cancel();
}
