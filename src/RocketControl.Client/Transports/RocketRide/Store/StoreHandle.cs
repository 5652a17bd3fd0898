using System.Text.Json;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// A file that the server has opened for us (RocketRide protocol §3.7). It lives as long as the connection on which it was opened, so nothing that is done with it is
/// sent twice.
/// </summary>
internal sealed class StoreHandle
{
    private const int HeaderAllowance = 1024;

    private static readonly RunErrorContext Context = new(RunBackend.RocketRide, RunOperation.Store);

    private readonly RocketRideCaller _caller;
    private readonly ILogger _logger;
    private readonly string _id;
    private readonly string _mode;

    private StoreHandle(RocketRideCaller caller, ILogger logger, string id, string mode, long? size)
    {
        (_caller, _logger, _id, _mode) = (caller, logger, id, mode);
        Size = size;
    }

    /// <summary>The file's size when it was opened to be read.</summary>
    public long? Size { get; }

    /// <summary>The server reads at most 4 MiB at a time.</summary>
    public int ReadChunk => Math.Min(4 * 1024 * 1024, _caller.MaxMessageBytes - HeaderAllowance);

    public int WriteChunk => Math.Min(1024 * 1024, _caller.MaxMessageBytes - HeaderAllowance);

    public static async Task<StoreHandle> OpenAsync(
        RocketRideCaller caller, ILogger logger, string path, string mode, CancellationToken cancellationToken)
    {
        var request = StoreRequests.Open(path, mode) with { OnLateReply = CloseLate };
        var body = await caller.AskAsync(RunOperation.Store, request, repeatable: mode == StoreRequests.ReadMode, cancellationToken).ConfigureAwait(false);
        return body.Text("handle"u8) is { Length: > 0 } id
            ? new StoreHandle(caller, logger, id, mode, body.Integer("size"u8))
            : throw new RunProtocolException("The server opened the file but gave no handle for it.", Context);

        // Opened after its caller had given up: it would stay open, and locked if it is to be written, as long as the connection lives.
        void CloseLate(DapResponse reply)
        {
            if (new LazyJson(reply.Body).Element.Text("handle"u8) is { Length: > 0 } late)
                new StoreHandle(caller, logger, late, mode, size: null).CloseInBackground();
        }
    }

    /// <summary>Reads what is there from an offset on; nothing at the end of the file.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(long offset, CancellationToken cancellationToken)
    {
        var reply = await _caller
            .CallAsync(RunOperation.Store, StoreRequests.Read(_id, offset, ReadChunk), repeatable: false, cancellationToken).ConfigureAwait(false);
        var size = new LazyJson(reply.Body).Element.Integer("size"u8);
        return size == reply.Payload.Length
            ? reply.Payload
            : throw new RunProtocolException($"The server says that it read {size?.ToString() ?? "an unknown number of"} bytes but sent {reply.Payload.Length}.", Context);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var body = await _caller
            .AskAsync(RunOperation.Store, StoreRequests.Write(_id, data), repeatable: false, cancellationToken).ConfigureAwait(false);
        if (body.Integer("bytesWritten"u8) is var written && written != data.Length)
            throw new RunProtocolException($"The server was sent {data.Length} bytes and says that it wrote {written?.ToString() ?? "an unknown number"}.", Context);
    }

    public Task CloseAsync(CancellationToken cancellationToken) =>
        _caller.CallAsync(RunOperation.Store, StoreRequests.Close(_id, _mode), repeatable: false, cancellationToken);

    /// <summary>Closes a file of which nothing is wanted any more; that it cannot be closed harms nobody.</summary>
    public async Task CloseQuietlyAsync()
    {
        try
        {
            await CloseAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RunControlException or ObjectDisposedException)
        {
            RocketRideLog.StoreCloseFailed(_logger, exception);
        }
    }

    /// <summary>The same without waiting; the call's own deadline ends it.</summary>
    public void CloseInBackground() => _ = CloseQuietlyAsync();
}
