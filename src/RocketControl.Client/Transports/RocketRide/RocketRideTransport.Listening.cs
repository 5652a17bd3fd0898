using RocketControl.Client.Data;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Transports;

/// <content>Sending while listening.</content>
public sealed partial class RocketRideTransport
{
    /// <summary>Feeds a content as one object and tells what components say while they work on it (RocketRide protocol §5.6); otherwise as <see cref="RunControlClient"/> does.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="content">What to feed.</param>
    /// <param name="onEvent">Told of it, in order, from before the first write on; all is told when the call ends.</param>
    /// <param name="options">How; null, or without a MIME type, it is <c>application/octet-stream</c>.</param>
    /// <param name="cancellationToken">Abandons the object.</param>
    /// <exception cref="PipeFailedException">The run did not take the object or failed to process it.</exception>
    /// <exception cref="RunContentException">The content cannot be read.</exception>
    /// <exception cref="RunNotRunningException">The run has ended, or is being terminated or restarted by this client.</exception>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public async Task<SendResult> SendAsync(
        RunReference run, RunContent content, Action<SseEvent> onEvent, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(onEvent);
        options ??= new SendOptions();
        options.Validate(RunBackend.RocketRide);
        var addressed = run.Resolve(RunBackend.RocketRide, RunOperation.Send);
        var listener = new PipeListener(this, addressed, onEvent);
        await using (listener.ConfigureAwait(false))
        {
            var listening = options with { MimeType = options.MimeType ?? MimeTypes.Bytes, WhenOpen = listener.ListenAsync };
            return await SendAsync(addressed, content, listening, cancellationToken).ConfigureAwait(false);
        }
    }
}
