using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Soak.Soaking;

/// <summary>Kills connections at points of its choice: between frames and inside them, before requests and behind them, resetting, ending or closing.</summary>
internal sealed class Killer(SoakPlan plan)
{
    private static readonly WireFault[] Ways = [WireFault.Reset, WireFault.Finish, WireFault.HalfClose];

    private readonly Random _random = new(plan.Seed);
    private readonly object _lock = new();
    private long _units;
    private int _kills;
    private int _spared;

    public int Kills => Volatile.Read(ref _kills);

    /// <summary>Sees each unit, and chooses what becomes of it; null to let it pass.</summary>
    public (WirePoint Point, WireFault Fault)? Choose(WireUnit unit)
    {
        lock (_lock)
        {
            _units++;
            if (!plan.KillIsDue(_kills, _units) || _spared-- > 0)
                return null;
            _spared = _random.Next(8);
            _kills++;
            var inside = _random.Next(2) == 0;
            var point = unit.IsToServer ? inside ? WirePoint.DuringSend : WirePoint.BeforeSend : inside ? WirePoint.DuringReply : WirePoint.SentNoReply;
            var ways = unit is { IsFrame: true, IsToServer: true } ? [.. Ways, WireFault.CloseWith(1012)] : Ways;
            return (point, ways[_random.Next(ways.Length)]);
        }
    }
}
