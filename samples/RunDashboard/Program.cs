using RocketControl.Client;
using RunDashboard;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; interrupted.Cancel(); };
AppDomain.CurrentDomain.ProcessExit += (_, _) => interrupted.Cancel();

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
