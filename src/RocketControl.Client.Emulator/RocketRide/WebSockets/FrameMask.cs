using System.Runtime.InteropServices;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>The XOR mask of a client's frames (RFC 6455 §5.3).</summary>
internal static class FrameMask
{
    /// <summary>Unmasks in place. <paramref name="offset"/> is how much of the frame's payload came before these bytes.</summary>
    public static void Apply(Span<byte> payload, uint mask, long offset)
    {
        Span<byte> key = stackalloc byte[4];
        MemoryMarshal.Write(key, mask);
        int start = (int)(offset & 3);
        if (start == 0)
        {
            Span<uint> words = MemoryMarshal.Cast<byte, uint>(payload);
            for (int i = 0; i < words.Length; i++)
                words[i] ^= mask;
            payload = payload[(words.Length * sizeof(uint))..];
        }
        for (int i = 0; i < payload.Length; i++)
            payload[i] ^= key[(i + start) & 3];
    }
}
