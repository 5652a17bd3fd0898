using System.Text;
using RocketControl.Client;
using WatchRun;

Console.OutputEncoding = Encoding.UTF8;
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; interrupted.Cancel(); };

try
{
    var arguments = WatchArguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(WatchArguments.Usage);
        return 0;
    }
    return await WatchAsync(arguments, interrupted.Token);
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
    return 0;
}

static async Task<int> WatchAsync(WatchArguments arguments, CancellationToken cancellationToken)
{
    await using var embedded = arguments.Endpoint is null ? await EmbeddedRun.StartAsync(cancellationToken) : null;
    await using var client = RunControlClient.ForRocketRide(new RocketRideOptions
    {
        Endpoint = arguments.Endpoint ?? embedded!.Endpoint,
        Credential = embedded?.Key ?? Environment.GetEnvironmentVariable("ROCKETRIDE_APIKEY") ?? "",
        AllowInsecureTransport = arguments.AllowInsecure,
    });

    var run = await client.AttachAsync(arguments.Token ?? embedded!.Token, cancellationToken);
    Console.WriteLine($"{run}, {client.TransportName}{(embedded is null ? "" : ", embedded server")}; Ctrl+C to leave");
    Console.WriteLine();
    Console.WriteLine($"{"time",-10}{"state",-12}{"done",6}{"failed",8}  detail");

    RunStatus? last = null;
    await foreach (var next in client.WatchAsync(run, cancellationToken))
    {
        if (next is RunStatusChanged { Status: var status })
        {
            last = status;
            var state = status.IsReachable ? status.State.ToString() : "unreachable";
            Console.WriteLine($"{status.ObservedAt.ToLocalTime(),-10:HH:mm:ss}{state,-12}{status.Processed,6}{status.FailedCount,8}  {status.Detail}");
        }
        else
        {
            Console.WriteLine($"{next.ObservedAt.ToLocalTime(),-10:HH:mm:ss}{Describe(next)}");
        }
    }
    return last is { State: RunState.Failed } ? 1 : 0;
}

static string Describe(RunEvent next) => next switch
{
    RunLifecycleChanged { Action: var action } => $"[{action}]",
    RunEventsDropped { Count: var count } => $"[{count} events missed]",
    _ => $"[{next.GetType().Name}]",
};
