using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Counts the pipes that were opened and not closed. The protocol has no way to take an object back: closing would commit it, and an object without content replaces
/// what the run knows under that name, while the server drops a silent pipe by itself after 60 to 90 seconds (RocketRide protocol §5.3). So they are left alone.
/// </summary>
internal sealed class AbandonedPipes(ILogger logger)
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>An object was given up on the way.</summary>
    public void Add(Run run, long bytesWritten)
    {
        Interlocked.Increment(ref _count);
        RocketRideLog.PipeAbandoned(logger, run.ToString(), bytesWritten);
    }

    /// <summary>A pipe was opened for a caller who had given up by then. Called by the connection's reader.</summary>
    public void AddLate(Run run, DapResponse reply)
    {
        if (!reply.Success || PipeAnswers.PipeIdOf(reply) is null)
            return;
        Interlocked.Increment(ref _count);
        RocketRideLog.LateOpen(logger, run.ToString());
    }
}
