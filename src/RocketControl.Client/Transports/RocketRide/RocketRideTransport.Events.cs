using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Transports;

/// <content>Subscriptions to the server's events.</content>
public sealed partial class RocketRideTransport
{
    /// <summary>
    /// Subscribes to a run's events (RocketRide protocol §6). The current status and the runs that are alive come first, if asked for and if this client is not
    /// subscribed to them already: the server tells them once. Events name their run by its display id only, so those of runs that share it, because their tokens begin
    /// alike, mix when this client subscribes to several of them; only statuses and steps of other pipelines' runs are kept apart.
    /// </summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="types">What to be told of.</param>
    /// <param name="cancellationToken">Stops the waiting for the server's consent.</param>
    /// <returns>The subscription; dispose of it to end it.</returns>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public async Task<RocketRideSubscription> SubscribeAsync(
        RunReference run, RocketRideEventTypes types, CancellationToken cancellationToken = default) => await OpenSubscriptionAsync(
            await CompleteAsync(run, cancellationToken).ConfigureAwait(false), pipeId: null, types, next => EventFilter.IsOfTypes(next, types), cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Subscribes to the events of all runs that the credential may see and, with <see cref="RocketRideEventTypes.Dashboard"/>, of the server. The token of a run cannot be
    /// told from its events: in a <see cref="StatusEvent"/> the run has its display id in place of it.
    /// </summary>
    /// <param name="types">What to be told of.</param>
    /// <param name="cancellationToken">Stops the waiting for the server's consent.</param>
    /// <returns>The subscription; dispose of it to end it.</returns>
    public Task<RocketRideSubscription> SubscribeToAllAsync(RocketRideEventTypes types, CancellationToken cancellationToken = default) =>
        OpenSubscriptionAsync(run: null, pipeId: null, types, next => EventFilter.IsOfTypes(next, types), cancellationToken);

    /// <summary>
    /// Subscribes to the events of a project's runs, those to come included: nothing has to run yet, and the subscription outlives every one of them. The token of a run
    /// cannot be told from its events: in a <see cref="StatusEvent"/> the run has its display id in place of it; <see cref="FindAsync"/> knows the token. Runs that share
    /// their display id, because their tokens begin alike, cannot be told apart.
    /// </summary>
    /// <param name="projectId">The project.</param>
    /// <param name="types">What to be told of.</param>
    /// <param name="source">
    /// Only of runs that this component feeds; their status comes first, if asked for, unless this client has subscribed to it already. Null for all.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting for the server's consent.</param>
    /// <returns>The subscription; dispose of it to end it.</returns>
    public Task<RocketRideSubscription> SubscribeToProjectAsync(
        string projectId, RocketRideEventTypes types, string? source = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectId);
        if (source is not null)
            ArgumentException.ThrowIfNullOrEmpty(source);
        var wishes = new List<(MonitorKey, RocketRideEventTypes)>();

        // The server forgets what is wanted of one source when it cleans up after a run, but not what is wanted of all, which in turn gives no status to begin with.
        if (source is not null && types.HasFlag(RocketRideEventTypes.Summary))
            wishes.Add((new MonitorKey(projectId, source), RocketRideEventTypes.Summary));
        wishes.Add((new MonitorKey(projectId, MonitorKey.AllSources), types | RocketRideEventTypes.Task));
        var feed = Feeds.OpenProject(projectId, source);
        return OpenSubscriptionAsync(feed, run: null, [.. wishes], next => EventFilter.IsOfTypes(next, types), cancellationToken);
    }

    /// <summary>Subscribes to what components tell about one object (RocketRide protocol §5.6). Subscribe before the first write, or the beginning is missed.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="pipeId">The pipe that the object goes through.</param>
    /// <param name="cancellationToken">Stops the waiting for the server's consent.</param>
    /// <returns>The subscription, which gives <see cref="SseEvent"/>s of that pipe of that run only; dispose of it to end it.</returns>
    public async Task<RocketRideSubscription> SubscribeToPipeAsync(RunReference run, long pipeId, CancellationToken cancellationToken = default) =>
        await OpenSubscriptionAsync(
            await CompleteAsync(run, cancellationToken).ConfigureAwait(false),
            pipeId,
            RocketRideEventTypes.Sse,
            next => EventFilter.IsOfPipe(next, pipeId),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Asks the server for events, which then come to <see cref="Feeds"/>, over this connection and those after it.</summary>
    internal Task SubscribeAsync(MonitorKey key, string? token, RocketRideEventTypes types, CancellationToken cancellationToken) => Caller.RepeatAsync(
        RunOperation.Watch,
        connection => _monitors.AddAsync(connection, key, token, types, cancellationToken),
        _options.CallTimeout,
        cancellationToken);

    /// <summary>The run is up whatever becomes of this, so the token of the start does not count; a connection that broke meanwhile gets all subscriptions anew anyway.</summary>
    private async Task RenewSubscriptionAsync(Run run)
    {
        try
        {
            if (_connection.Live is { } connection)
                await _monitors.RenewAsync(connection, MonitorKey.Of(run), run.Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DapCallException or RunControlException)
        {
            RocketRideLog.SubscribeFailed(_logger, exception);
        }
    }

    internal Task UnsubscribeAsync(MonitorKey key, string? token, RocketRideEventTypes types) =>
        _monitors.RemoveAsync(_connection.Live, key, token, types);

    private Task<RocketRideSubscription> OpenSubscriptionAsync(
        Run? run, long? pipeId, RocketRideEventTypes types, Func<RocketRideEvent, bool> isWanted, CancellationToken cancellationToken)
    {
        var key = run is null ? MonitorKey.Everything : MonitorKey.Of(run) with { PipeId = pipeId };
        var feed = run is null ? Feeds.OpenEverything() : Feeds.Open(run);
        return OpenSubscriptionAsync(feed, run, [(key, types)], isWanted, cancellationToken);
    }

    private async Task<RocketRideSubscription> OpenSubscriptionAsync(
        RunFeed feed,
        Run? run,
        (MonitorKey Key, RocketRideEventTypes Types)[] wishes,
        Func<RocketRideEvent, bool> isWanted,
        CancellationToken cancellationToken)
    {
        var granted = 0;
        try
        {
            for (; granted < wishes.Length; granted++)
                await SubscribeAsync(wishes[granted].Key, run?.Id, wishes[granted].Types, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await EndAsync().ConfigureAwait(false);
            throw;
        }
        var reader = new EventReader(
            (dapEvent, runId) => ReadStatus(dapEvent, run ?? new Run(RunBackend.RocketRide, runId.Length == 0 ? "?" : runId)), _time);
        return new RocketRideSubscription(feed, reader, isWanted, EndAsync, _time);

        async Task EndAsync()
        {
            Feeds.Close(feed);
            foreach (var (key, types) in wishes.Take(granted))
                await UnsubscribeAsync(key, run?.Id, types).ConfigureAwait(false);
        }
    }

    /// <summary>A run with all that a subscription needs to know of it.</summary>
    private async Task<Run> CompleteAsync(RunReference reference, CancellationToken cancellationToken)
    {
        var run = reference.Resolve(RunBackend.RocketRide, RunOperation.Watch);
        if (run is { DisplayId: not null, ProjectId: not null, Source: not null })
            return run;
        var (status, _) = await AskStatusAsync(run, RunOperation.Watch, cancellationToken).ConfigureAwait(false);
        return status.Run;
    }
}
