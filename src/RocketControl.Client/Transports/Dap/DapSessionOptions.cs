using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Transports.Dap;

internal sealed record DapSessionOptions
{
    public required int MaxMessageBytes { get; init; }

    /// <summary>The request that asks the peer for a sign of life.</summary>
    public required DapRequest Heartbeat { get; init; }

    public required TimeSpan HeartbeatInterval { get; init; }

    public required TimeSpan HeartbeatTimeout { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>Numbers the frames.</summary>
    public ArrivalCounter Arrivals { get; init; } = new();

    /// <summary>Reads bodies together with their frames; null for none.</summary>
    public BodyReader? ReadBody { get; init; }

    /// <summary>Takes the events, one after the other in wire order, on the reader's own time: it must be quick and must not throw.</summary>
    public Action<DapEvent> OnEvent { get; init; } = _ => { };

    /// <summary>Takes successful replies whose callers had given up.</summary>
    public Action<DapResponse> OnLateReply { get; init; } = _ => { };

    /// <summary>Told once, when the session is over, after all calls have failed; must be quick and must not throw.</summary>
    public Action<DapBreak> OnBroken { get; init; } = _ => { };
}
