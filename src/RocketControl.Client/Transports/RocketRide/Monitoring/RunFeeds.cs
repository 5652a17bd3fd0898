using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Hands each event to those who follow its run, over all connections. Runs on a connection's reader, so it only sorts and never waits.
/// </summary>
internal sealed class RunFeeds(int capacity)
{
    /// <summary>Stands for all runs and for the server itself.</summary>
    public const string Everything = "*";

    private readonly Dictionary<string, List<RunFeed>> _feeds = [];
    private readonly LiveRuns _runs = new();
    private bool _completed;

    /// <summary>Starts a feed of one run, whose display id is the <c>__id</c> of its events.</summary>
    public RunFeed Open(Run run) => Open(new RunFeed(run.DisplayId ?? run.Id, capacity, new RunEvents(run).Takes));

    /// <summary>Starts a feed of <see cref="Everything"/>.</summary>
    public RunFeed OpenEverything() => Open(new RunFeed(Everything, capacity));

    /// <summary>Starts a feed of a project's runs, of all or of one source.</summary>
    public RunFeed OpenProject(string projectId, string? source) =>
        Open(new RunFeed(Everything, capacity, new ProjectEvents(projectId, source, _runs).Takes));

    private RunFeed Open(RunFeed feed)
    {
        lock (_feeds)
        {
            if (_completed)
                feed.Complete();
            else if (_feeds.TryGetValue(feed.DisplayId, out var known))
                known.Add(feed);
            else
                _feeds[feed.DisplayId] = [feed];
        }
        return feed;
    }

    public void Close(RunFeed feed)
    {
        feed.Complete();
        lock (_feeds)
        {
            if (_feeds.TryGetValue(feed.DisplayId, out var known) && known.Remove(feed) && known.Count == 0)
                _feeds.Remove(feed.DisplayId);
        }
    }

    public void Deliver(DapEvent dapEvent)
    {
        lock (_feeds)
        {
            if (_feeds.Count == 0)
                return;
            var id = EventRunId.Of(dapEvent.Body.Span);
            if (dapEvent.Name == "apaevt_task" && !dapEvent.Body.IsEmpty)
                Learn(dapEvent, id);
            Deliver(dapEvent, id, Everything);
            if (id is { Length: > 0 })
                Deliver(dapEvent, id, id);
        }
    }

    private void Learn(DapEvent dapEvent, string? displayId)
    {
        using var document = JsonDocument.Parse(dapEvent.Body);
        _runs.Learn(document.RootElement, displayId);
    }

    private void Deliver(DapEvent dapEvent, string? displayId, string followed)
    {
        if (!_feeds.TryGetValue(followed, out var feeds))
            return;
        foreach (var feed in feeds)
            feed.Deliver(dapEvent, displayId);
    }

    /// <summary>Tells every follower that the connection was lost, or is there again.</summary>
    public void Announce(bool isConnected)
    {
        lock (_feeds)
        {
            foreach (var feed in _feeds.Values.SelectMany(feeds => feeds))
                feed.Add(new FeedItem(Event: null, isConnected));
        }
    }

    /// <summary>The client was disposed: no follower will get more.</summary>
    public void Complete()
    {
        lock (_feeds)
        {
            _completed = true;
            foreach (var feed in _feeds.Values.SelectMany(feeds => feeds))
                feed.Complete();
        }
    }
}
