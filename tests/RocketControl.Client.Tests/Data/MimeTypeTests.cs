using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.Data;

[TestFixture]
internal sealed class MimeTypeTests
{
    [TestCase("report.pdf", "application/pdf")]
    [TestCase("REPORT.PDF", "application/pdf")]
    [TestCase("a/b.c/note.txt", "text/plain")]
    [TestCase("note.md", "text/markdown")]
    [TestCase("table.csv", "text/csv")]
    [TestCase("data.json", "application/json")]
    [TestCase("Program.cs", "text/x-csharp")]
    [TestCase("scan.JPeG", "image/jpeg")]
    [TestCase("song.mp3", "audio/mpeg")]
    [TestCase("film.mp4", "video/mp4")]
    [TestCase("backup.tar.gz", "application/gzip")]
    [TestCase("sheet.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [TestCase("mail.eml", "message/rfc822")]
    [TestCase("unknown.xyz", "application/octet-stream")]
    [TestCase("README", "application/octet-stream")]
    [TestCase("trailing.", "application/octet-stream")]
    [TestCase("", "application/octet-stream")]
    [TestCase(".txt", "text/plain")]
    [TestCase("日本 \"🚀\".txt", "text/plain")]
    public void A_file_has_the_type_of_its_extension(string name, string type) => Assert.That(MimeTypes.OfFile(name), Is.EqualTo(type));

    /// <summary>A text in two writes would become two texts, and a character that is cut in two fails the object unseen.</summary>
    [TestCase("text/plain", true)]
    [TestCase("text/csv; charset=latin1", true)]
    [TestCase("lane/text", true)]
    [TestCase("lane/questions", true)]
    [TestCase("lane/documents", true)]
    [TestCase("lane/answers", true)]
    [TestCase("lane/classifications", true)]
    [TestCase("application/rocketride-question", true)]
    [TestCase("application/rocketride-question+json", true)]
    [TestCase("application/octet-stream", false)]
    [TestCase("application/json", false)]
    [TestCase("application/pdf", false)]
    [TestCase("application/rocketlib-tag", false)]
    [TestCase("TEXT/PLAIN", false)]
    [TestCase("", false)]
    [TestCase("image/png", false)]
    [TestCase("audio/wav", false)]
    [TestCase("video/mp4", false)]
    [TestCase("lane/raw", false)]
    [TestCase("lane/tag", false)]
    [TestCase("lane/image", false)]
    [TestCase("lane/audio", false)]
    [TestCase("lane/video", false)]
    public void The_type_decides_whether_an_object_may_be_cut(string type, bool isWhole) =>
        Assert.That(LaneRules.TakesWholeDocuments(type), Is.EqualTo(isWhole));
}
