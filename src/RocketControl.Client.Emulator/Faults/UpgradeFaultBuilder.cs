using RocketControl.Client.Emulator.RocketRide.Faults;

namespace RocketControl.Client.Emulator.Faults;

/// <summary>A fault for WebSocket upgrades. The methods that name what goes wrong set the fault up.</summary>
public sealed class UpgradeFaultBuilder : FaultBuilder<UpgradeFaultBuilder>
{
    private readonly FaultBook<string, UpgradeFault> _faults;

    internal UpgradeFaultBuilder(FaultBook<string, UpgradeFault> faults) => _faults = faults;

    /// <summary>The upgrade is answered with this HTTP status, such as 401, 403, 404, 500 or 503, and an optional body and Retry-After header.</summary>
    /// <param name="status">The status, from 200 to 599.</param>
    /// <param name="body">The body, plain text; empty by default.</param>
    /// <param name="retryAfter">The value of the Retry-After header; none by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is outside its range.</exception>
    public InjectedFault RefuseWith(int status, string body = "", string? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return Add(InjectedFault.Create(), (context, _, _) => UpgradeRefusal.WriteAsync(context, status, body, retryAfter));
    }

    /// <summary>The TCP connection drops instead of an answer, as if no server were there.</summary>
    public InjectedFault DropConnection() => Add(InjectedFault.Create(), (context, _, _) =>
    {
        context.Abort();
        return Task.FromResult(false);
    });

    /// <summary>The upgrade is never answered; it ends when the client gives up or the server stops.</summary>
    public InjectedFault NeverAnswer() => Add(InjectedFault.Create(), async (_, timeProvider, over) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, over).ConfigureAwait(false);
        return false;
    });

    /// <summary>The upgrade is accepted late, by the emulator's clock.</summary>
    public InjectedFault Delay(TimeSpan delay) => Add(InjectedFault.Create(), async (_, timeProvider, over) =>
    {
        await Task.Delay(delay, timeProvider, over).ConfigureAwait(false);
        return true;
    });

    /// <summary>The upgrade is held until <see cref="Faults.Hold.Release"/> and accepted then.</summary>
    public Hold Hold()
    {
        var hold = new Hold();
        return Add(hold, async (_, _, over) =>
        {
            await hold.WaitAsync(over).ConfigureAwait(false);
            return true;
        });
    }

    private THandle Add<THandle>(THandle handle, UpgradeFault fault)
        where THandle : InjectedFault
    {
        _faults.Add(new FaultTarget<string>(_ => true, Skipped, Count), fault, handle);
        return handle;
    }
}
