using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>The client's close frame.</summary>
internal static class CloseFrame
{
    /// <summary>The code that the client closed with, 1005 for none, and its reason.</summary>
    /// <exception cref="WebSocketViolationException">The payload is malformed or the code must not be sent.</exception>
    public static (int Code, string Reason) Read(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
            return (WebSocketCloseCode.NoStatus, "");
        int code = payload.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (!WebSocketCloseCode.IsValidOnTheWire(code))
            throw new WebSocketViolationException(WebSocketCloseCode.ProtocolError, "The close code is invalid.");
        return Utf8.IsValid(payload[2..])
            ? (code, Encoding.UTF8.GetString(payload[2..]))
            : throw new WebSocketViolationException(WebSocketCloseCode.InvalidPayload, "The close reason is not UTF-8.");
    }
}
