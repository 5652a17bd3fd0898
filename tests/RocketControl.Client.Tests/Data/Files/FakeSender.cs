using System.Collections.Concurrent;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.Data.Files;

/// <summary>A client that reads each content to its end, as a transport does, and does with it what the test says.</summary>
internal sealed class FakeSender : RunControlClient
{
    private int _inWork;
    private int _mostInWork;

    /// <summary>What becomes of an object, by its name; called when it is open and before it is read.</summary>
    public Func<string, CancellationToken, Task> Treat { get; set; } = (_, _) => Task.CompletedTask;

    public ConcurrentQueue<SendOptions> Sent { get; } = new();

    public int MostInWork => Volatile.Read(ref _mostInWork);

    public override RunCapabilities Capabilities => RocketRideCapabilities.OverWebSocket;

    public override async Task<SendResult> SendAsync(
        RunReference run, RunContent content, SendOptions options, CancellationToken cancellationToken = default)
    {
        Sent.Enqueue(options);
        var inWork = Interlocked.Increment(ref _inWork);
        for (var most = _mostInWork; inWork > most; most = _mostInWork)
            Interlocked.CompareExchange(ref _mostInWork, inWork, most);
        try
        {
            await using var reader = await content.OpenAsync(RunBackend.RocketRide, cancellationToken);
            await Treat(options.Name!, cancellationToken);
            while (!(await reader.ReadAsync(4, cancellationToken)).IsEmpty)
            {
            }
            return new SendResult { Name = options.Name! };
        }
        finally
        {
            Interlocked.Decrement(ref _inWork);
        }
    }
}
