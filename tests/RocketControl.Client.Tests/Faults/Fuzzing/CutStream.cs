using System.Text;

namespace RocketControl.Client.Tests.Faults.Fuzzing;

/// <summary>Gives its bytes in pieces of the given sizes, over and over.</summary>
internal sealed class CutStream(string text, IReadOnlyList<int> sizes) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    private int _next;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, sizes[_next++ % sizes.Count])], cancellationToken);
}
