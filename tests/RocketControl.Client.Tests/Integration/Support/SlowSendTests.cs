using RocketControl.Client.Emulator;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.Support;

/// <summary>Tests of sends that take so long that the client begins to watch the run, on a clock that the test moves.</summary>
internal abstract class SlowSendTests : EmulatorTests
{
    /// <summary>After this time without an answer a send begins to watch its run.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly string[] Steps = ["open", "write", "close"];

    protected ManualTimeProvider Time { get; } = new();

    protected override RocketRideEmulatorOptions ServerOptions => new() { Timings = new() { KillTimeout = TimeSpan.FromMilliseconds(10) } };

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { TimeProvider = Time };

    /// <summary>
    /// Starts a send and takes it to a step that is held, and on to where its run is watched. Half the patience passes in each step before, because
    /// the timer of a step that is over may stay armed for a moment and must not be taken for the one of the next.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="hold">What holds it.</param>
    /// <param name="beforeWatch">What happens before the run is watched; nothing by default.</param>
    /// <returns>The send.</returns>
    protected async Task<Task<SendResult>> SendUntilWatchedAsync(Run run, string step, Hold hold, Func<Task>? beforeWatch = null)
    {
        var earlier = Steps.TakeWhile(other => other != step).Select(other => Server.Faults.On("rrext_process", other).Once().HoldReply()).ToList();
        var send = Client.SendAsync(run, "text");
        foreach (var reply in earlier)
        {
            await reply.Reached.Soon();
            await Time.WhenArmedAsync(Patience);
            Time.Advance(Patience / 2);
            reply.Release();
        }
        await hold.Reached.Soon();
        if (beforeWatch is not null)
            await beforeWatch();
        await Time.PassAsync(Patience);
        await Server.WaitForRequestAsync("rrext_monitor").Soon();
        return send;
    }
}
