using RocketControl.Client;
using RocketControl.Client.Soak;
using RocketControl.Client.Soak.Fuzzing;
using RocketControl.Client.Soak.Leaks;
using RocketControl.Client.Soak.Soaking;

var arguments = new Arguments(args);
if (arguments.Number("--leaks") is { } cycles)
    return await LookForLeaksAsync(cycles, arguments.Number("--cancelled") ?? 50 * cycles);

var seed = arguments.Number("--seed") ?? Random.Shared.Next();
Console.WriteLine($"seed {seed}");
return arguments.Number("--fuzz") is { } frames ? Fuzz(frames) : await SoakAsync(arguments.Number("--seconds") ?? 60, arguments.Number("--kills") ?? 1000);

int Fuzz(int count)
{
    var report = FrameFuzzer.Run(count, seed);
    Console.WriteLine($"{report.Frames:N0} mutated frames: {report.Understood:N0} understood, {report.Refused:N0} refused, largest allocation {report.MostAllocated:N0} bytes");
    foreach (var problem in report.Problems)
        Console.WriteLine(problem);
    return report.Problems.Count == 0 ? 0 : 1;
}

async Task<int> SoakAsync(int seconds, int kills)
{
    var started = TimeProvider.System.GetTimestamp();
    double Elapsed() => TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    var report = await SoakRun.RunAsync(new SoakPlan
    {
        Seed = seed,
        Transport = arguments.Has("--http") ? RocketRideTransportMode.Http : RocketRideTransportMode.WebSocket,
        GoesOn = (_, _) => Elapsed() < seconds,
        KillIsDue = (done, _) => done < kills && done < kills * Elapsed() / seconds,
    });
    Console.WriteLine($"{report.Rounds} rounds, {report.Kills} kills, {report.Calls:N0} calls");
    foreach (var (ending, count) in report.Endings.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        Console.WriteLine($"  {ending}: {count:N0}");
    foreach (var problem in report.Problems)
        Console.WriteLine(problem);
    return report.Problems.Count == 0 ? 0 : 1;
}

async Task<int> LookForLeaksAsync(int cycles, int cancelledCalls)
{
    var problems = await LeakRun.RunAsync(cycles, cancelledCalls, Console.WriteLine);
    foreach (var problem in problems)
        Console.WriteLine(problem);
    return problems.Count == 0 ? 0 : 1;
}
