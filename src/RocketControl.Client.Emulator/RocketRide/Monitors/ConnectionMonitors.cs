using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Monitors;

/// <summary>The subscriptions of one connection: one mask a key, in the order of their making.</summary>
internal sealed class ConnectionMonitors(ClientIdentity identity)
{
    private readonly List<KeyValuePair<MonitorKey, EventType>> _masks = [];

    /// <summary>Who subscribed last; it counts while the connection is logged out, too.</summary>
    public ClientIdentity Identity { get; set; } = identity;

    public IReadOnlyList<KeyValuePair<MonitorKey, EventType>> Masks => _masks;

    /// <summary>Replaces the key's mask; an empty one removes the key.</summary>
    /// <returns>The bits that the key did not have before.</returns>
    public EventType Set(MonitorKey key, EventType mask)
    {
        int index = _masks.FindIndex(entry => entry.Key == key);
        EventType before = index < 0 ? EventType.None : _masks[index].Value;
        if (index >= 0 && mask == EventType.None)
            _masks.RemoveAt(index);
        else if (index >= 0)
            _masks[index] = new(key, mask);
        else if (mask != EventType.None)
            _masks.Add(new(key, mask));
        return mask & ~before;
    }

    /// <summary>Whether any key that the event belongs to asks for its type.</summary>
    public bool Wants(EventType type, string project, string source, string? pipe)
    {
        foreach ((MonitorKey key, EventType mask) in _masks)
        {
            if ((mask & type) != 0 && key.Matches(project, source, pipe))
                return true;
        }

        return false;
    }

    public bool WantsDashboard => _masks.Exists(entry => entry.Key == MonitorKey.All && entry.Value.HasFlag(EventType.Dashboard));

    public void Purge(string project, string source) => _masks.RemoveAll(entry => entry.Key.IsPurgedWith(project, source));
}
