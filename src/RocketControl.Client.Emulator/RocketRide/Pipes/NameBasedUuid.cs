using System.Security.Cryptography;
using System.Text;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>UUIDs of version 5 in the URL name space (RFC 9562).</summary>
internal static class NameBasedUuid
{
    private static readonly byte[] UrlNamespace = new Guid("6ba7b811-9dad-11d1-80b4-00c04fd430c8").ToByteArray(bigEndian: true);

#pragma warning disable CA5350 // Version 5 is defined over SHA-1; nothing is secured by it.
    public static string OfUrl(string url)
    {
        byte[] hash = SHA1.HashData([.. UrlNamespace, .. Encoding.UTF8.GetBytes(url)]);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }
#pragma warning restore CA5350
}
