using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// A new key that nobody can foresee for each frame (RFC 6455 §5.3). Many are drawn at once: one at a time costs more than to build and mask a small frame. For one user
/// at a time.
/// </summary>
internal sealed class MaskingKeys
{
    private readonly byte[] _drawn = new byte[128 * sizeof(uint)];
    private int _used;

    public MaskingKeys() => _used = _drawn.Length;

    public uint Next()
    {
        if (_used == _drawn.Length)
        {
            RandomNumberGenerator.Fill(_drawn);
            _used = 0;
        }
        var key = BinaryPrimitives.ReadUInt32LittleEndian(_drawn.AsSpan(_used));
        _used += sizeof(uint);
        return key;
    }
}
