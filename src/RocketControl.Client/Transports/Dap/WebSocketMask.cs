using System.Buffers.Binary;
using System.Numerics;

namespace RocketControl.Client.Transports.Dap;

/// <summary>The masking of RFC 6455 §5.3, which hides nothing and only keeps simple-minded intermediaries from taking a payload for something else.</summary>
internal static class WebSocketMask
{
    /// <summary>Copies bytes and masks them on the way; with the key 0 they stay what they are.</summary>
    /// <param name="key">The key, whose lowest byte belongs to the first of the source.</param>
    /// <param name="source">The bytes.</param>
    /// <param name="target">Where to, at least as long; the source itself to mask it where it stands.</param>
    public static void Apply(uint key, ReadOnlySpan<byte> source, Span<byte> target)
    {
        Span<byte> keys = stackalloc byte[Vector<byte>.Count];
        for (var i = 0; i < keys.Length; i += sizeof(uint))
            BinaryPrimitives.WriteUInt32LittleEndian(keys[i..], key);
        var mask = new Vector<byte>(keys);
        var done = 0;
        for (; done <= source.Length - Vector<byte>.Count; done += Vector<byte>.Count)
            (new Vector<byte>(source[done..]) ^ mask).CopyTo(target[done..]);
        for (; done < source.Length; done++)
            target[done] = (byte)(source[done] ^ keys[done % sizeof(uint)]);
    }
}
