using System.Runtime.CompilerServices;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Transports;

public sealed partial class VectorShiftTransport
{
    /// <summary>
    /// Gives the outputs of a run that this client streams, from the first that is kept, until the run ends. Several readers do not disturb each other.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunFailedException">The run failed; its outputs up to then were given.</exception>
    /// <exception cref="RunNotSupportedException">This client does not stream the run.</exception>
    /// <exception cref="RunConnectionLostException">The run's stream broke.</exception>
    public async IAsyncEnumerable<VectorShiftOutput> ReadOutputsAsync(Run run, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var known = Enter(run, RunOperation.Watch, cancellationToken);
        if (!known.HasStory)
        {
            throw new RunNotSupportedException(
                "This client does not stream the run, so it has no outputs of it. Read them with the client that started it.",
                new RunErrorContext(RunBackend.VectorShift, RunOperation.Watch));
        }
        await foreach (var next in known.Log.ReadAsync(known.Run, _time, cancellationToken).ConfigureAwait(false))
        {
            if (next is VectorShiftOutput output)
                yield return output;
        }
        if (known.Status is { State: RunState.Failed } end)
        {
            throw new RunFailedException(
                $"{known.Run} failed: {end.Error}", new RunErrorContext(RunBackend.VectorShift, RunOperation.Watch) { ServerMessage = end.Error })
            {
                Run = known.Run,
                LastStatus = end,
            };
        }
    }

    private async IAsyncEnumerable<RunEvent> FollowAsync(Run run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = Enter(run, RunOperation.Watch, cancellationToken);
        if (!known.HasStory && _options.StatusRoute is null)
        {
            throw new RunNotSupportedException(
                "This client does not stream the run, and VectorShift has no route to ask for its status. Watch it with the client that started it, or set "
                + "VectorShiftOptions.StatusRoute if yours has one.", new RunErrorContext(RunBackend.VectorShift, RunOperation.Watch));
        }
        var isFirst = true;
        var story = known.Log.ReadAsync(known.Run, _time, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (story.ConfigureAwait(false))
        {
            while (known.HasStory && await HasMoreAsync(story).ConfigureAwait(false))
            {
                // A watch begins with a status, also when the first one is not kept any more.
                if (isFirst && story.Current is not RunStatusChanged)
                    yield return new RunStatusChanged(known.FirstStatus!);
                isFirst = false;
                yield return story.Current;
            }
        }
        if (known.Status.IsTerminal)
            yield break;
        var polled = PollingWatch.WatchAsync(
            known.Run,
            (_, token) => AskStatusAsync(known, RunOperation.Watch, token),
            _ => known.TerminationAsked ? RunState.Cancelled : RunState.Stopped,
            _time,
            cancellationToken);
        await foreach (var next in polled.ConfigureAwait(false))
            yield return next;
    }

    /// <summary>A stream that breaks ends a watch with that failure, unless there is somebody to ask.</summary>
    private async ValueTask<bool> HasMoreAsync(IAsyncEnumerator<RunEvent> story)
    {
        try
        {
            return await story.MoveNextAsync().ConfigureAwait(false);
        }
        catch (RunConnectionLostException exception) when (_options.StatusRoute is not null && exception.Reason != ConnectionLossReason.ClientDisposed)
        {
            return false;
        }
    }
}
