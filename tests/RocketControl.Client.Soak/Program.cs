using RocketControl.Client;
using RocketControl.Client.Soak;
using RocketControl.Client.Soak.Flooding;
using RocketControl.Client.Soak.Fuzzing;
using RocketControl.Client.Soak.Leaks;
using RocketControl.Client.Soak.Soaking;

var arguments = new Arguments(args);
if (arguments.Number("--leaks") is { } cycles)
    return await LookForLeaksAsync(cycles, arguments.Number("--cancelled") ?? 50 * cycles);
if (arguments.Number("--events") is { } events)
    return await FloodAsync(events);

var seed = arguments.Number("--seed") ?? Random.Shared.Next();
Console.WriteLine($"seed {seed}");
return arguments.Number("--fuzz") is { } frames ? Fuzz(frames) : await SoakAsync(arguments.Number("--seconds") ?? 60, arguments.Number("--kills") ?? 1000);

int Fuzz(int count)
{
    var report = FrameFuzzer.Run(count, seed);
    Console.WriteLine($"{report.Frames:N0} mutated frames: {report.Understood:N0} understood, {report.Refused:N0} refused, largest allocation {report.MostAllocated:N0} bytes");
    return Judge(report.Problems);
}

async Task<int> SoakAsync(int seconds, int kills)
{
    var started = TimeProvider.System.GetTimestamp();
    double Elapsed() => TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    var transport = arguments.Has("--http") ? RocketRideTransportMode.Http : RocketRideTransportMode.WebSocket;
    var report = await SoakRun.RunAsync(arguments.Number("--rounds") is { } rounds ? SoakPlan.OfRounds(seed, transport, rounds) : new SoakPlan
    {
        Seed = seed,
        Transport = transport,
        GoesOn = (_, _) => Elapsed() < seconds,
        KillIsDue = (done, _) => done < kills && done < kills * Elapsed() / seconds,
    });
    foreach (var line in report.Lines)
        Console.WriteLine(line);
    return Judge(report.Problems);
}

async Task<int> LookForLeaksAsync(int cycles, int cancelledCalls)
{
    await using var subject = await LeakSubject.StartAsync(arguments.Word("--http"));
    return Judge(await LeakRun.RunAsync(subject, cycles, cancelledCalls, Console.WriteLine));
}

async Task<int> FloodAsync(int count)
{
    var report = await FloodRun.RunAsync(count);
    foreach (var line in report.Lines)
        Console.WriteLine(line);
    return Judge([.. report.Problems]);
}

static int Judge(IReadOnlyCollection<string> problems)
{
    foreach (var problem in problems)
        Console.WriteLine(problem);
    return problems.Count == 0 ? 0 : 1;
}
