namespace RocketControl.Client.Emulator.RocketRide.Faults;

/// <summary>Collects replies and sends them, once all are there, in the opposite order of their requests.</summary>
internal sealed class ReplyReversal(int count)
{
    private readonly object _gate = new();
    private readonly List<RequestScene> _scenes = [];

    public void Add(RequestScene scene)
    {
        lock (_gate)
        {
            _scenes.Add(scene);
            if (_scenes.Count < count)
                return;
            foreach (RequestScene next in _scenes.OrderByDescending(waiting => waiting.Index))
                next.SendReply();
        }
    }
}
