/// Mail providers that anybody has an address at: sharing one says nothing about who belongs together, so that no
/// account is made of them (sources spec, "mail").
enum PublicMailProviders {
  /// Domains in lower case.
  static let domains: Set<String> = Set(
    """
    126.com 139.com 163.com 189.cn aim.com aliyun.com alice.it aol.com arcor.de att.net bellsouth.net bigpond.com \
    bluewin.ch bol.com.br btinternet.com btopenworld.com centurylink.net charter.net club-internet.fr comcast.net \
    cox.net daum.net earthlink.net email.com email.cz email.de fastmail.com fastmail.fm foxmail.com free.fr freenet.de \
    frontier.com gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net gmx.us googlemail.com hanmail.net hey.com hotmail.be \
    hotmail.ca hotmail.ch hotmail.co.jp hotmail.co.uk hotmail.com hotmail.com.ar hotmail.com.br hotmail.de hotmail.es \
    hotmail.fr hotmail.it hotmail.nl hotmail.se hushmail.com icloud.com ig.com.br inbox.lv inbox.ru interia.pl juno.com \
    kakao.com kpnmail.nl laposte.net lavabit.com libero.it list.ru live.be live.ca live.cn live.co.uk live.com \
    live.com.au live.de live.dk live.fr live.it live.nl live.se mac.com mail.com mail.de mail.ee mail.ru mailbox.org \
    mailfence.com me.com mindspring.com mopera.net msn.com naver.com nate.com neuf.fr netscape.net netzero.net \
    ntlworld.com o2.pl onet.pl online.de online.no optonline.net optusnet.com.au orange.fr outlook.at outlook.be \
    outlook.co.jp outlook.com outlook.com.br outlook.de outlook.dk outlook.es outlook.fr outlook.it outlook.jp \
    pacbell.net pm.me posteo.de posteo.net prodigy.net proton.me protonmail.ch protonmail.com qq.com rambler.ru \
    rediffmail.com riseup.net rocketmail.com rogers.com runbox.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca \
    sina.cn sina.com skynet.be sky.com sohu.com sympatico.ca t-online.de talktalk.net telenet.be telus.net terra.com.br \
    tin.it tiscali.it tiscali.co.uk tutanota.com tutamail.com tuta.com tuta.io uol.com.br verizon.net videotron.ca \
    vip.qq.com virgilio.it virgin.net virginmedia.com vodafone.it voila.fr vtext.com wanadoo.fr web.de windowslive.com \
    windstream.net wp.pl xs4all.nl xtra.co.nz y7mail.com ya.ru yahoo.ca yahoo.co.id yahoo.co.in yahoo.co.jp \
    yahoo.co.kr yahoo.co.nz yahoo.co.th yahoo.co.uk yahoo.com yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.cn \
    yahoo.com.hk yahoo.com.mx yahoo.com.my yahoo.com.ph yahoo.com.sg yahoo.com.tr yahoo.com.tw yahoo.com.vn yahoo.de \
    yahoo.dk yahoo.es yahoo.fi yahoo.fr yahoo.gr yahoo.ie yahoo.in yahoo.it yahoo.nl yahoo.no yahoo.pl yahoo.ro \
    yahoo.se yandex.com yandex.ru yeah.net ymail.com zoho.com
    """.split(separator: " ").map(String.init))
}
