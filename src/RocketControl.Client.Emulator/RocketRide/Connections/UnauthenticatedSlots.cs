using System.Net;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>Limits the connections that have not authenticated (RocketRide protocol §1.5).</summary>
internal sealed class UnauthenticatedSlots
{
    public const int PerAddress = 10;
    public const int Addresses = 10_000;

    private readonly object _gate = new();
    private readonly Dictionary<IPAddress, int> _taken = [];

    /// <summary>Takes a slot for a new connection, if one is free.</summary>
    public bool TryTake(IPAddress address)
    {
        lock (_gate)
        {
            int taken = _taken.GetValueOrDefault(address);
            if (taken >= PerAddress || (taken == 0 && _taken.Count >= Addresses))
                return false;
            _taken[address] = taken + 1;
            return true;
        }
    }

    /// <summary>Takes a slot again after <c>deauth</c>, also when all of them are taken.</summary>
    public void TakeAgain(IPAddress address)
    {
        lock (_gate)
            _taken[address] = _taken.GetValueOrDefault(address) + 1;
    }

    public void Free(IPAddress address)
    {
        lock (_gate)
        {
            int left = _taken.GetValueOrDefault(address) - 1;
            if (left > 0)
                _taken[address] = left;
            else
                _taken.Remove(address);
        }
    }
}
