namespace RocketControl.Client;

/// <summary>How requests to VectorShift are written; it takes every <c>POST</c> in any of these (VectorShift protocol §1).</summary>
public enum VectorShiftBodyFormat
{
    /// <summary>JSON. Files are read whole and go as base64.</summary>
    Json = 0,

    /// <summary>A form with files (<c>multipart/form-data</c>). Files of a run go as they are, piece by piece.</summary>
    Multipart,

    /// <summary>A plain form (<c>application/x-www-form-urlencoded</c>). Files are read whole and go as base64.</summary>
    Form,
}
